import type { Fleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { Expression, joinedText, operand, type TextOrExpression } from "../values/expression";
import { CA_FILE } from "./ca-mount";

/**
 * Puts a store together that has the authorities of the image, those of `trust.caBundle` and those that GitLab Runner
 * found GitLab to have, and names it to the programs that take one whole store in place of their own. Needs no root, and
 * never fails a job. Its first line is what a job's log shows. The folder for temporary files of a job is shared by its
 * containers and writable for all of them; where jobs run without containers its name may not be absolute.
 *
 * GitLab's are in it because Git prefers GIT_SSL_CAINFO to the `http.<url>.sslCAInfo` that GitLab Runner sets. Without a
 * store in the image the clients that bring their own keep it.
 */
export const caScript = `# Trusts the authorities of trust.caBundle besides those of the image
if [ -r ${CA_FILE} ]; then
  for rf_store in "\${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt \\
    /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem; do
    if [ -s "$rf_store" ]; then break; fi
    rf_store=
  done
  case "\${RUNNER_TEMP_PROJECT_DIR:-}" in
    /*) rf_folder=$RUNNER_TEMP_PROJECT_DIR ;;
    *) rf_folder=/tmp ;;
  esac
  rf_bundle=$rf_folder/runner-fleet-ca.crt
  if (
    mkdir -p "$rf_folder"
    for rf_file in "$rf_store" ${CA_FILE} "\${CI_SERVER_TLS_CA_FILE:-}"; do
      if [ -r "$rf_file" ]; then cat "$rf_file" && echo || exit 1; fi
    done > "$rf_bundle.$$" && mv -f "$rf_bundle.$$" "$rf_bundle"
  ); then
    export SSL_CERT_FILE="$rf_bundle" GIT_SSL_CAINFO="$rf_bundle"
    if [ -n "$rf_store" ]; then
      export CURL_CA_BUNDLE="$rf_bundle" REQUESTS_CA_BUNDLE="$rf_bundle" AWS_CA_BUNDLE="$rf_bundle"
      export CARGO_HTTP_CAINFO="$rf_bundle"
    fi
  else
    echo "trust.caBundle: $rf_bundle can't be written; in this job Node.js and Go alone trust it" >&2
  fi
fi`;

/** The scripts of a fleet before its sources and before a job's own, behind the one above where there is a bundle. */
export function trustScripts(
  { trust }: RunnerFleetConfig,
  { preGetSourcesScript, preBuildScript }: Fleet,
): { readonly preGetSourcesScript?: TextOrExpression; readonly preBuildScript?: TextOrExpression } {
  return trust.caBundle === undefined
    ? { preGetSourcesScript, preBuildScript }
    : { preGetSourcesScript: withCaScript(preGetSourcesScript), preBuildScript: withCaScript(preBuildScript) };
}

const withCaScript = (own: TextOrExpression | undefined) =>
  own === undefined ? caScript : joinedText(caScript, "\n", whateverItIs(own));

/** A text that Terraform may find to be null is then empty. */
const whateverItIs = (own: TextOrExpression) =>
  Expression.is(own) && own.isOptional ? Expression.text(`${operand(own)} == null ? "" : ${operand(own)}`) : own;
