import { escapeTemplate, Expression } from "@runner-fleet/config";
import { Fn } from "cdktf";
import type { CheckedMachines } from "./check-machines";
import { renderUserData } from "./user-data";

/** User data as text: itself when all of it is known, else as a Terraform template with cdktf's tokens in it. */
export function userDataTemplate({ description, jobs, tokenOf }: CheckedMachines): {
  readonly text: string;
  readonly isLiteral: boolean;
} {
  const json = new Map<Expression, string>();
  const template = renderUserData(description, jobs, (expression) => {
    const encoded = Expression.text(expression.terraform);
    json.set(encoded, Fn.jsonencode(tokenOf(expression)));
    return encoded;
  });
  return template.isLiteral
    ? { text: template.toString(), isLiteral: true }
    : {
        text: template.parts
          .map((part) =>
            Expression.is(part) ? json.get(part) : typeof part === "string" ? escapeTemplate(part) : String(part),
          )
          .join(""),
        isLiteral: false,
      };
}
