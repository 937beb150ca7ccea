import { moduleDocument, plainModules } from "@runner-fleet/stack";
import { writeFileSync } from "node:fs";
for (const m of plainModules) { const d = moduleDocument(m) as any; writeFileSync(`/tmp/mods/${m.name}.json`, JSON.stringify(d, null, 1)); console.log(m.name, Object.values(d.resource).reduce((n: number, r: any) => n + Object.keys(r).length, 0)); }
