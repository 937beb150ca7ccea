import * as z from "zod";
import { certificatesProblem } from "../values/pem-certificates";
import { settings } from "./section";
import { text, textList } from "./value";

// Together with config.toml it must fit into the annotations of the preflight's pod, 256 KiB in all.
const LONGEST_BUNDLE = 150_000;

const BEGIN = "-----BEGIN ";

/** An address has no credentials: it is in config.toml, in every job, in user data and in Terraform's state. */
const proxyAddress = () =>
  text({
    pattern: /^https?:\/\/([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?\/?$/,
    expected: 'the http or https address of a proxy without credentials, such as "http://proxy.example.com:3128"',
  });

/** Whom the manager, machines and jobs trust beside the usual authorities, and the proxy that they reach the world by. */
export const trustSchema = settings({
  /**
   * Certificates of further authorities, as PEM text, one after the other: of a GitLab or registries of your own, of a
   * proxy that inspects. At most 150,000 characters. The manager, the machines' system and dockerd, and jobs trust them
   * beside their own; user data has 16 KB in all, which is room for about eight certificates. A change restarts the
   * manager and reaches new machines only.
   *
   * @default - none
   */
  caBundle: text({
    pattern: new RegExp(BEGIN),
    expected: "certificates in PEM form, which begin with -----BEGIN CERTIFICATE-----",
    maxLength: LONGEST_BUNDLE,
  })
    .superRefine((bundle, context) => {
      // Of a text without any the pattern has said so already.
      const problem = typeof bundle === "string" && bundle.includes(BEGIN) ? certificatesProblem(bundle) : undefined;
      if (problem) {
        context.addIssue({ code: "custom", message: problem, input: bundle });
      }
    })
    .optional(),
  /**
   * Address of the proxy for http, without credentials.
   *
   * @default - no proxy
   */
  httpProxy: proxyAddress().optional(),
  /**
   * Address of the proxy for https, without credentials: nearly always the same as `httpProxy`, and by http too.
   *
   * @default - no proxy
   */
  httpsProxy: proxyAddress().optional(),
  /**
   * What is reached without the proxy: hosts, domains with all below them (`.example.com`), addresses and networks. The
   * machine itself, the addresses that hand out AWS credentials and, for pods, services of the cluster are added.
   *
   * @default - only what is added
   */
  noProxy: textList({
    pattern: /^(\.?[A-Za-z0-9_-][A-Za-z0-9._-]*(:\d{1,5})?|[\d.]+\/\d{1,2}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(\/\d{1,3})?)$/,
    expected: 'a host, a domain with a leading dot, an address or a network, such as ".example.com" or "10.0.0.0/16"',
  }).optional(),
});

/** Whom is trusted and what is between here and the world, with the defaults. */
export type Trust = z.output<typeof trustSchema>;
