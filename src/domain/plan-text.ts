import type { Plan } from "./plan.ts";
import { printPlatform } from "./platform.ts";
import { printName, printTagged } from "./reference.ts";

/** The plan as the log opens with it: every decision with its reason. */
export function describePlan(plan: Plan): readonly string[] {
  return [
    ...plan.platforms.map(({ platform, reason }) => `Platform ${printPlatform(platform)} ${reason}`),
    `Builder ${plan.builder.name}: ${plan.builder.reason}`,
    describePublish(plan),
    ...plan.logins.map(({ registry, username }) => `Login to ${registry} as ${username}`),
    `Layer cache ${plan.cache.backend}: ${plan.cache.reason}`,
    ...(plan.cache.backend === "actions" ? plan.cache.keys : []),
  ];
}

function describePublish({ publish, references, repositories }: Plan): string {
  if (!publish.push) return `Nothing is published: ${publish.reason}`;
  const names = repositories.map(printName).join(", ");
  return `Publishes to ${names} as ${references.map(printTagged).join(", ")}: ${publish.reason}`;
}
