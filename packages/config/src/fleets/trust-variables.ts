import type { Fleet } from "../schema/fleet";
import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { joinedText, type TextOrExpression } from "../values/expression";
import { CA_FILE, CA_FOLDER } from "./ca-mount";
import { hasPods } from "./fleet-kinds";
import { alwaysDirect, hasProxy, noProxyText } from "./no-proxy";

/**
 * The variables of every container of a fleet's jobs that follow from `trust`, each as `NAME=value`. Those for
 * certificates add to what an image trusts and replace nothing; what only a whole store can say is in `caScript`.
 */
export function trustVariables({ trust }: RunnerFleetConfig, fleet: Fleet): readonly TextOrExpression[] {
  const { caBundle, httpProxy, httpsProxy, noProxy } = trust;
  // GitLab Runner gives services their names as hosts; `docker` is the one that is spoken to by http.
  const direct = [...alwaysDirect, "docker", ...(hasPods(fleet) ? [".svc", ".cluster.local"] : [])];
  return [
    ...inBothCases("HTTP_PROXY", httpProxy),
    ...inBothCases("HTTPS_PROXY", httpsProxy),
    ...inBothCases("NO_PROXY", hasProxy(trust) ? noProxyText(direct, noProxy) : undefined),
    ...(caBundle === undefined
      ? []
      : [
          `NODE_EXTRA_CA_CERTS=${CA_FILE}`,
          // Programs in Go read every file in these folders, the helper's among them; OpenSSL its own files by hash.
          `SSL_CERT_DIR=/etc/ssl/certs:/etc/pki/tls/certs:${CA_FOLDER}`,
        ]),
  ];
}

/** Some programs read a variable of a proxy in capitals, some in small letters. */
const inBothCases = (name: string, value: TextOrExpression | undefined): TextOrExpression[] =>
  value === undefined ? [] : [name, name.toLowerCase()].map((each) => joinedText(`${each}=`, value));
