import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a program answers once: JSON or text on stdout, or a complaint on stderr, which makes it fail. */
export interface Answer {
  readonly json?: unknown;
  readonly out?: string;
  readonly err?: string;
}

/** What a program answers to calls whose arguments hold a text: one answer after the other, the last one for good. */
export interface Part {
  readonly to: string;
  readonly answers: readonly Answer[];
}

/** Plays the parts: which answer is next is a number in a file. Of a shell alone, since it is started hundreds of times. */
const player = (folder: string, name: string, parts: readonly Part[]) => `#!/bin/sh
cd '${folder}'
printf '%s\\n' "${name} $*" >> calls
printf '%s\\n' "LC_ALL=$LC_ALL AWS_PAGER=$AWS_PAGER" >> environments
case " $* " in
${parts.map(({ to, answers }, index) => `*'${to}'*) part=${index} last=${answers.length - 1} ;;`).join("\n")}
*) printf 'no part for: %s\\n' "$*" >&2; exit 99 ;;
esac
played=0
[ ! -e "${name}.$part" ] || read -r played < "${name}.$part"
printf '%s\\n' "$((played + 1))" > "${name}.$part"
[ "$played" -le "$last" ] || played=$last
/bin/cat "${name}.$part.$played.out"
/bin/cat "${name}.$part.$played.err" >&2
[ ! -s "${name}.$part.$played.err" ] || exit 254
`;

/** A folder that is the whole PATH, with programs that play parts and record how they were called. */
export class FakePrograms {
  readonly root = mkdtempSync(join(tmpdir(), "drain-"));
  readonly bin = join(this.root, "bin");
  private readonly pathBefore = process.env.PATH;

  constructor() {
    mkdirSync(this.bin);
    process.env.PATH = this.bin;
  }

  /** Makes a program of this name. */
  add(name: string, parts: readonly Part[]): this {
    for (const [part, { answers }] of parts.entries()) {
      for (const [index, { json, out, err }] of answers.entries()) {
        this.file(`${name}.${part}.${index}.out`, out ?? (json === undefined ? "" : JSON.stringify(json)));
        this.file(`${name}.${part}.${index}.err`, err ?? "");
      }
    }
    writeFileSync(join(this.bin, name), player(this.root, name, parts), { mode: 0o755 });
    return this;
  }

  /** Writes a file and gives its path. */
  file(name: string, text: string): string {
    const path = join(this.root, name);
    writeFileSync(path, text);
    return path;
  }

  /** Makes a folder and gives its path. */
  folder(...names: readonly string[]): string {
    const path = join(this.root, ...names);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** Every call, in order: the program and its arguments. */
  get calls(): string[] {
    return this.lines("calls");
  }

  /** What was in the environment of each call of what a program must be told by it. */
  get environments(): string[] {
    return this.lines("environments");
  }

  remove(): void {
    process.env.PATH = this.pathBefore;
    rmSync(this.root, { recursive: true });
  }

  private lines(name: string): string[] {
    const file = join(this.root, name);
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
  }
}
