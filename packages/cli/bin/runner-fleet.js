#!/usr/bin/env node
// Node.js 22 and newer keep what they have compiled.
require("node:module").enableCompileCache?.();
require("../dist/main.js");
