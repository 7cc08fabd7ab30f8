import { describe, expect, it } from "@jest/globals";
import { planTags } from "../../../src/domain/tag-rules/tag-set.ts";
import type { Run } from "./some-facts.ts";
import { RUNS } from "./some-facts.ts";

interface Row {
  readonly tags: string;
  readonly flavor?: string;
  /** The tags of each run with blanks between, in order; a run that is not named has none. */
  readonly gives: Partial<Record<Run, string>>;
}

const QUEUE = "gh-readonly-queue-main-pr-5-0123456";

/** The same for every run. */
function always(tags: string): Row["gives"] {
  return Object.fromEntries(Object.keys(RUNS).map((run) => [run, tags]));
}

const RELEASES = { "v1.2.3": "", "1.2.3": "", dispatchOfTag: "", release: "" } as const;

/** The same for every run of version 1.2.3. */
function for123(tags: string): Row["gives"] {
  return Object.fromEntries(Object.keys(RELEASES).map((run) => [run, tags]));
}

const TABLE: readonly Row[] = [
  {
    tags: "",
    gives: {
      main: "main",
      feature: "my-branch",
      releases: "releases-v1",
      "v1.2.3": "v1.2.3 latest",
      "1.2.3": "1.2.3 latest",
      "v2.0.8-beta.67": "v2.0.8-beta.67 latest",
      "v0.1.2": "v0.1.2 latest",
      "20200110-RC2": "20200110-RC2 latest",
      "p1/v1.2.3": "p1-v1.2.3 latest",
      "1.2.3rc2": "1.2.3rc2 latest",
      pullRequest: "pr-2",
      pullRequestTarget: "pr-2",
      schedule: "nightly main",
      dispatch: "main",
      dispatchOfTag: "v1.2.3 latest",
      release: "v1.2.3 latest",
      mergeGroup: QUEUE,
    },
  },
  { tags: "type=schedule", gives: { schedule: "nightly" } },
  { tags: "type=schedule,pattern=", gives: { schedule: "nightly" } },
  { tags: "type=schedule,pattern={{date 'YYYYMMDD'}}", gives: { schedule: "20200110" } },
  {
    tags: "type=schedule,pattern={{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}",
    gives: { schedule: "20200110-093000" },
  },
  {
    tags: "type=ref,event=branch",
    gives: {
      main: "main",
      feature: "my-branch",
      releases: "releases-v1",
      schedule: "main",
      dispatch: "main",
      mergeGroup: QUEUE,
    },
  },
  {
    tags: "type=ref,event=tag",
    gives: {
      ...for123("v1.2.3 latest"),
      "1.2.3": "1.2.3 latest",
      "v2.0.8-beta.67": "v2.0.8-beta.67 latest",
      "v0.1.2": "v0.1.2 latest",
      "20200110-RC2": "20200110-RC2 latest",
      "p1/v1.2.3": "p1-v1.2.3 latest",
      "1.2.3rc2": "1.2.3rc2 latest",
    },
  },
  { tags: "type=ref,event=pr", gives: { pullRequest: "pr-2", pullRequestTarget: "pr-2" } },
  {
    tags: "type=ref,event=pr,prefix=,suffix=-try",
    gives: { pullRequest: "2-try", pullRequestTarget: "2-try" },
  },
  {
    tags: [
      "type=ref,event=branch",
      "type=ref,event=pr",
      "type=semver,pattern={{version}}",
      "type=semver,pattern={{major}}.{{minor}}",
    ].join("\n"),
    gives: {
      ...for123("1.2.3 1.2 latest"),
      main: "main",
      feature: "my-branch",
      releases: "releases-v1",
      "v2.0.8-beta.67": "2.0.8-beta.67",
      "v0.1.2": "0.1.2 0.1 latest",
      pullRequest: "pr-2",
      pullRequestTarget: "pr-2",
      schedule: "main",
      dispatch: "main",
      mergeGroup: QUEUE,
    },
  },
  {
    tags: "type=semver,pattern=v{{major}}",
    gives: { ...for123("v1 latest"), "v2.0.8-beta.67": "2.0.8-beta.67", "v0.1.2": "v0 latest" },
  },
  {
    tags: "type=semver,pattern={{raw}}",
    gives: {
      ...for123("v1.2.3 latest"),
      "1.2.3": "1.2.3 latest",
      "v2.0.8-beta.67": "v2.0.8-beta.67",
      "v0.1.2": "v0.1.2 latest",
    },
  },
  { tags: "type=semver,pattern={{version}},value=v1.0.0", gives: always("1.0.0 latest") },
  { tags: "type=semver,pattern={{version}},value=v1.0.0-rc.1", gives: always("1.0.0-rc.1") },
  {
    tags: "type=pep440,pattern={{version}}",
    gives: {
      ...for123("1.2.3 latest"),
      "v2.0.8-beta.67": "2.0.8b67",
      "v0.1.2": "0.1.2 latest",
      "20200110-RC2": "20200110rc2",
      "1.2.3rc2": "1.2.3rc2",
    },
  },
  {
    tags: "type=pep440,pattern={{major}}.{{minor}}",
    gives: {
      ...for123("1.2 latest"),
      "v2.0.8-beta.67": "2.0.8b67",
      "v0.1.2": "0.1 latest",
      "20200110-RC2": "20200110rc2",
      "1.2.3rc2": "1.2.3rc2",
    },
  },
  { tags: "type=pep440,pattern={{version}},value=1.0.0", gives: always("1.0.0 latest") },
  {
    tags: "type=match,pattern=\\d.\\d.\\d",
    gives: {
      ...for123("1.2.3 latest"),
      "v2.0.8-beta.67": "2.0.8 latest",
      "v0.1.2": "0.1.2 latest",
      "20200110-RC2": "20200 latest",
      "p1/v1.2.3": "1.2.3 latest",
      "1.2.3rc2": "1.2.3 latest",
    },
  },
  {
    tags: "type=match,pattern=v(.*),group=1",
    gives: {
      ...for123("1.2.3 latest"),
      "1.2.3": "",
      "v2.0.8-beta.67": "2.0.8-beta.67 latest",
      "v0.1.2": "0.1.2 latest",
      "p1/v1.2.3": "1.2.3 latest",
    },
  },
  { tags: "type=match,pattern=v(.*),group=1,value=v1.0.0", gives: always("1.0.0 latest") },
  { tags: "type=edge", gives: { main: "edge", schedule: "edge", dispatch: "edge" } },
  { tags: "type=edge,branch=my/branch", gives: { feature: "edge" } },
  { tags: "foo", gives: always("foo") },
  { tags: "type=raw,foo\ntype=raw,value=bar", gives: always("foo bar") },
  {
    tags: "type=raw,value=latest,enable={{is_default_branch}}",
    gives: { main: "latest", schedule: "latest", dispatch: "latest" },
  },
  {
    tags: "type=raw,value=other,enable={{is_not_default_branch}}",
    gives: { ...always("other"), main: "", schedule: "", dispatch: "" },
  },
  { tags: "type=raw,value=mytag-{{sha}}", gives: always("mytag-90dd603") },
  {
    tags: "type=raw,value={{branch}}",
    gives: {
      main: "main",
      feature: "my-branch",
      releases: "releases-v1",
      schedule: "main",
      dispatch: "main",
      mergeGroup: QUEUE,
    },
  },
  { tags: "type=raw,value={{base_ref}}", gives: { pullRequest: "main", pullRequestTarget: "main" } },
  { tags: "type=sha", gives: always("sha-90dd603") },
  { tags: "type=sha,format=long,prefix=", gives: always("90dd6032fac8bda1b6c4436a2e65de27961ed071") },
  {
    tags: "type=sha,prefix={{branch}}-",
    gives: {
      ...always("90dd603"),
      main: "main-90dd603",
      feature: "my-branch-90dd603",
      releases: "releases-v1-90dd603",
      schedule: "main-90dd603",
      dispatch: "main-90dd603",
      mergeGroup: `${QUEUE}-90dd603`,
    },
  },
  {
    tags: "preset=release",
    gives: {
      ...for123("v1.2.3 v1.2 latest"),
      "v2.0.8-beta.67": "v2.0.8-beta.67",
      "v0.1.2": "v0.1.2 v0.1 latest",
    },
  },
  {
    tags: "preset=environments,environment=staging",
    gives: {
      ...for123("v1.2.3-staging"),
      "v2.0.8-beta.67": "v2.0.8-beta.67-staging",
      "v0.1.2": "v0.1.2-staging",
    },
  },
  {
    tags: "type=semver,pattern={{version}}\ntype=sha",
    flavor: "latest=false\nprefix=p-\nsuffix=-s,onlatest=true",
    gives: {
      ...always("p-sha-90dd603-s"),
      ...for123("p-1.2.3-s p-sha-90dd603-s"),
      "v2.0.8-beta.67": "p-2.0.8-beta.67-s p-sha-90dd603-s",
      "v0.1.2": "p-0.1.2-s p-sha-90dd603-s",
    },
  },
  {
    tags: "type=ref,event=tag\ntype=edge",
    flavor: "latest=true\nsuffix=-alpine,onlatest=true",
    gives: {
      main: "edge-alpine latest-alpine",
      schedule: "edge-alpine latest-alpine",
      dispatch: "edge-alpine latest-alpine",
      ...for123("v1.2.3-alpine latest-alpine"),
      "1.2.3": "1.2.3-alpine latest-alpine",
      "v2.0.8-beta.67": "v2.0.8-beta.67-alpine latest-alpine",
      "v0.1.2": "v0.1.2-alpine latest-alpine",
      "20200110-RC2": "20200110-RC2-alpine latest-alpine",
      "p1/v1.2.3": "p1-v1.2.3-alpine latest-alpine",
      "1.2.3rc2": "1.2.3rc2-alpine latest-alpine",
    },
  },
];

const CASES = TABLE.flatMap(({ tags, flavor = "", gives }) =>
  (Object.keys(RUNS) as Run[]).map((run) => ({ tags, flavor, run, wanted: gives[run] ?? "" })),
);

describe("the rules in every kind of run", () => {
  it("are hundreds of cases", () => {
    expect(CASES.length).toBeGreaterThan(500);
  });

  it.each(CASES)(
    'gives "$wanted" for "$tags" with "$flavor" in the run $run',
    ({ tags, flavor, run, wanted }) => {
      const set = planTags({ tags, flavor }, RUNS[run]);
      expect(set).toEqual({
        tags: wanted.split(" ").filter((tag) => tag !== ""),
        version: wanted.replace(/ .*/, ""),
        references: [],
      });
    },
  );
});

describe("the documented tables of patterns", () => {
  it.each([
    { type: "semver", name: "v1.2.3", pattern: "{{raw}}", tag: "v1.2.3" },
    { type: "semver", name: "v1.2.3", pattern: "{{version}}", tag: "1.2.3" },
    { type: "semver", name: "v1.2.3", pattern: "{{major}}.{{minor}}", tag: "1.2" },
    { type: "semver", name: "v1.2.3", pattern: "v{{major}}", tag: "v1" },
    { type: "semver", name: "v1.2.3", pattern: "{{minor}}", tag: "2" },
    { type: "semver", name: "v1.2.3", pattern: "{{patch}}", tag: "3" },
    { type: "semver", name: "v2.0.8-beta.67", pattern: "{{raw}}", tag: "v2.0.8-beta.67" },
    { type: "semver", name: "v2.0.8-beta.67", pattern: "{{version}}", tag: "2.0.8-beta.67" },
    { type: "semver", name: "v2.0.8-beta.67", pattern: "{{major}}.{{minor}}", tag: "2.0.8-beta.67" },
    { type: "semver", name: "v2.0.8-beta.67", pattern: "v{{version}}", tag: "2.0.8-beta.67" },
    { type: "semver", name: "v1.2.3+build.5", pattern: "{{version}}", tag: "1.2.3" },
    { type: "semver", name: "v1.2.3+build.5", pattern: "{{raw}}", tag: "v1.2.3-build.5" },
    { type: "pep440", name: "1.2.3", pattern: "{{raw}}", tag: "1.2.3" },
    { type: "pep440", name: "1.2.3", pattern: "{{version}}", tag: "1.2.3" },
    { type: "pep440", name: "v1.2.3", pattern: "{{version}}", tag: "1.2.3" },
    { type: "pep440", name: "1.2.3", pattern: "{{major}}.{{minor}}", tag: "1.2" },
    { type: "pep440", name: "1.2.3", pattern: "v{{major}}", tag: "v1" },
    { type: "pep440", name: "v1.2.3rc2", pattern: "{{raw}}", tag: "v1.2.3rc2" },
    { type: "pep440", name: "1.2.3rc2", pattern: "{{version}}", tag: "1.2.3rc2" },
    { type: "pep440", name: "1.2.3rc2", pattern: "{{major}}.{{minor}}", tag: "1.2.3rc2" },
    { type: "pep440", name: "1.2.3post1", pattern: "{{major}}.{{minor}}", tag: "1.2.3.post1" },
    { type: "pep440", name: "1.2.3beta2", pattern: "{{major}}.{{minor}}", tag: "1.2.3b2" },
    { type: "pep440", name: "1.0dev4", pattern: "{{major}}.{{minor}}", tag: "1.0.dev4" },
    { type: "pep440", name: "1", pattern: "{{major}}.{{minor}}.{{patch}}", tag: "1.0.0" },
    { type: "pep440", name: "1.0+local.1", pattern: "{{version}}", tag: "1.0-local.1" },
    { type: "match", name: "v1.2.3", pattern: "\\d.\\d.\\d,group=0", tag: "1.2.3" },
    { type: "match", name: "v2.0.8-beta.67", pattern: "v(.*),group=1", tag: "2.0.8-beta.67" },
    { type: "match", name: "v2.0.8-beta.67", pattern: "v(\\d.\\d),group=1", tag: "2.0" },
    { type: "match", name: "20200110-RC2", pattern: "\\d+", tag: "20200110" },
    { type: "match", name: "p1/v1.2.3", pattern: "p1/v(\\d.\\d.\\d),group=1", tag: "1.2.3" },
  ])("gives $tag for the git tag $name with type=$type,pattern=$pattern", ({ type, name, pattern, tag }) => {
    const inputs = { tags: `type=${type},pattern=${pattern}`, flavor: "latest=false" };
    const facts = { ...RUNS["v1.2.3"], ref: `refs/tags/${name}` };
    expect(planTags(inputs, facts).tags).toEqual([tag]);
  });
});
