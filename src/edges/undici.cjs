// Stands in for undici in the bundle (see `paths` in tsconfig.json): it takes longer to load than all else that a run
// needs, and is used only by the GitHub client, and by others where there is a proxy.
Object.defineProperty(exports, "ProxyAgent", { get: () => require("undici/index.js").ProxyAgent });
Object.defineProperty(exports, "fetch", { get: () => require("undici/index.js").fetch });
