import { writeFileSync } from "node:fs";
import fc from "fast-check";
import { fiveFieldPeriods } from "../../../src/import/machine/five-field-periods";
const entry=(min:number,max:number)=>fc.oneof(fc.integer({min,max}).map(String), fc.tuple(fc.integer({min,max}),fc.integer({min,max})).map(([a,b])=>`${a}-${b}`), fc.tuple(fc.integer({min,max}),fc.integer({min,max}),fc.integer({min:1,max:Math.max(2,Math.floor(max/2))})).map(([a,b,s])=>`${a}-${b}/${s}`), fc.integer({min:1,max:Math.max(2,Math.floor(max/2))}).map(s=>`*/${s}`), fc.tuple(fc.integer({min,max}),fc.integer({min:1,max:3})).map(([a,s])=>`${a}/${s}`));
const field=(min:number,max:number, more: string[]=[])=>fc.oneof(fc.constant("*"),fc.array(more.length? fc.oneof(entry(min,max),fc.constantFrom(...more)):entry(min,max),{minLength:1,maxLength:3}).map(a=>a.join(",")));
test("try", () => {
  const gen=fc.sample(fc.tuple(fc.constant("*"),field(0,59),field(0,23),field(1,31,["L","15W","*","?"]),field(1,12,["jan","MARCH","01","feb-apr"]),field(0,7,["mon-fri","sat","sunday","03","mon-sun","5L","3#2"]),fc.constant("*")).map(a=>a.join(" ")),{numRuns:400,seed:7});
  const own=["* * 9-17 * * mon-fri *","* * * * * sat,sun *","* * 7,8,9 1 */2 MON *","* * * * * mon-sun *","* * * * * fri-sun *","* * * L 1,3,4 * *","* * * 1,15 * monday-friday *","* * * * 01 * *","* * * * 01-05 * *","0-59 * * */2 * 1 *","* * 5/6 31 2 * *","* * * * * 7 *","* * * * * 01-05 *","* * * * * 1-7 *", "* * 22-6 * * * *","* * * * * 5-7,1 *"];
  const lines=[...own,...gen].map(p=>{const r=fiveFieldPeriods(p); return JSON.stringify({seven:p,five:r.periods,difference:r.difference??""});});
  writeFileSync("/tmp/import-machine-go/cases.jsonl", lines.join("\n")+"\n");
});
