import { node24 } from "../../scripts/lib/node24.mjs";

/** Jest's global set-up: tells the tests with which Node to run the action. */
export default async function setUp() {
  process.env["MULTIARCH_BUILD_NODE24"] = await node24();
}
