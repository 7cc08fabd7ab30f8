import { ensureEngine } from "../../scripts/lib/engine.mjs";
import { node24 } from "../../scripts/lib/node24.mjs";

/** Jest's global set-up: makes a real engine and tells the tests how to use it. Without one these tests fail. */
export default async function setUp() {
  const [engine, node] = [await ensureEngine(), await node24()];
  process.env["MULTIARCH_BUILD_ENGINE"] = JSON.stringify(engine);
  process.env["MULTIARCH_BUILD_NODE24"] = node;
}
