import { describe, expect, it } from "@jest/globals";
import { ActionError } from "../../../src/domain/failure.ts";
import type { TagFacts } from "../../../src/domain/tag-rules/tag-facts.ts";
import { planTags } from "../../../src/domain/tag-rules/tag-set.ts";
import { aGitTag, RUNS, someFacts } from "./some-facts.ts";

function tagsOf(tags: string, facts: TagFacts = someFacts(), flavor = ""): readonly string[] {
  return planTags({ tags, flavor }, facts).tags;
}

function errorOf(tags: string, flavor = "", facts: TagFacts = someFacts()) {
  try {
    planTags({ tags, flavor }, facts);
  } catch (error) {
    if (error instanceof ActionError) return { code: error.code, message: error.message, hint: error.hint };
    throw error;
  }
  return undefined;
}

describe("the tags of a run", () => {
  it("come by priority, and as they were written where that is the same", () => {
    const tags = [
      "type=sha",
      "b",
      "a",
      "type=ref,event=branch",
      "type=raw,value=first,priority=601",
      "last,priority=-5",
    ];
    expect(tagsOf(tags.join("\n"))).toEqual(["first", "main", "b", "a", "sha-90dd603", "last"]);
  });

  it("have the documented order for the documented example, in which latest is last", () => {
    const tags = [
      "type=ref,event=branch",
      "type=ref,event=pr",
      "type=semver,pattern={{version}}",
      "type=semver,pattern={{major}}.{{minor}}",
      "type=sha",
    ];
    expect(planTags({ tags: tags.join("\n"), flavor: "" }, RUNS["v1.2.3"])).toEqual({
      tags: ["1.2.3", "1.2", "sha-90dd603", "latest"],
      version: "1.2.3",
      references: [],
    });
  });

  it("are named once each", () => {
    expect(tagsOf("a,b\na\nlatest\ntype=ref,event=tag,priority=1000", RUNS["v1.2.3"])).toEqual([
      "v1.2.3",
      "a",
      "b",
      "latest",
    ]);
  });

  it("are latest where the ref has no name and nobody gave a rule", () => {
    for (const ref of ["", "refs/notes/commits"]) {
      expect(planTags({ tags: "", flavor: "" }, someFacts({ ref }))).toEqual({
        tags: ["latest"],
        version: "latest",
        references: [],
      });
    }
    expect(tagsOf("# none", someFacts({ ref: "" }))).toEqual(["latest"]);
    expect(tagsOf("type=ref,event=branch", someFacts({ ref: "" }))).toEqual([]);
  });

  it("take the comments, quotes, blanks and line ends of other lists", () => {
    const tags = '# comment\r\n\r\n  type = raw , Value = a\r\n"type=raw","value=b#c",\r\n,\r\nd, "e"';
    expect(tagsOf(tags)).toEqual(["a", "b-c", "d", "e"]);
  });

  it("stand beside references, which are taken as they are", () => {
    const tags = "ghcr.io/Acme/x:v1,two\nacme/x\nghcr.io/acme/x:v1";
    expect(planTags({ tags, flavor: "prefix=p-" }, someFacts())).toEqual({
      tags: ["p-two"],
      version: "p-two",
      references: [
        { registry: "ghcr.io", repository: "acme/x", tag: "v1" },
        { registry: "docker.io", repository: "acme/x", tag: "latest" },
      ],
    });
  });

  it("leave the version to the references where there are none", () => {
    expect(planTags({ tags: "ghcr.io/acme/x:v1", flavor: "" }, someFacts()).version).toBe("v1");
  });

  it("take the documented expressions with commas in quotes", () => {
    const value = "value={{date 'dddd, MMMM Do YYYY, h:mm:ss a'}}";
    expect(tagsOf(`type=raw,"${value}"`)).toEqual(["Friday-January-10th-2020-12-30-00-am"]);
  });

  it("come from inputs of any length", () => {
    const lines = 20_000;
    expect(tagsOf("a\n".repeat(lines), someFacts(), "suffix=-x\n".repeat(lines))).toEqual(["a-x"]);
    expect(errorOf("type=x\n".repeat(lines))?.message.split("\n").length).toBe(lines);
  });

  it("take expressions with a colon or slash for what they are", () => {
    expect(tagsOf("{{date 'HH:mm'}}\n{{date 'YYYY/MM'}}-x")).toEqual(["00-30", "2020-01-x"]);
  });
});

describe("latest", () => {
  it("is decided by the rule that gives the version", () => {
    const both = "type=ref,event=tag\ntype=semver,pattern={{version}}";
    expect(tagsOf(both, RUNS["v2.0.8-beta.67"])).toEqual(["2.0.8-beta.67", "v2.0.8-beta.67"]);
    expect(tagsOf(`${both},priority=1`, RUNS["v2.0.8-beta.67"])).toEqual([
      "v2.0.8-beta.67",
      "2.0.8-beta.67",
      "latest",
    ]);
  });

  it("never stands alone when it is asked for", () => {
    expect(tagsOf("type=edge", RUNS.feature, "latest=true")).toEqual([]);
  });

  it("gets prefix and suffix on request, and as any tag where a rule gives it", () => {
    const facts = RUNS["v1.2.3"];
    expect(tagsOf("", facts, "prefix=a-,onlatest=true\nsuffix=-z,onlatest=false")).toEqual([
      "a-v1.2.3-z",
      "a-latest",
    ]);
    expect(tagsOf("latest", facts, "suffix=-z")).toEqual(["latest-z"]);
  });
});

describe("a rule", () => {
  it.each([
    { enable: "true", tags: ["x"] },
    { enable: "True", tags: ["x"] },
    { enable: "FALSE", tags: [] },
    { enable: "{{ is_default_branch }}", tags: ["x"] },
  ])("is enabled or not by $enable", ({ enable, tags }) => {
    expect(tagsOf(`type=raw,value=x,enable=${enable}`)).toEqual(tags);
  });

  it("may have a value that cannot be used while it is disabled", () => {
    expect(tagsOf("type=semver,pattern={{version}},value=none,enable=false")).toEqual([]);
  });

  it("gives no tag for an empty value, whatever prefix and suffix are", () => {
    expect(tagsOf("type=raw,value=,prefix=a,suffix=b\ntype=raw,value={{tag}},prefix=a")).toEqual([]);
    expect(tagsOf("type=match,pattern=x*")).toEqual([]);
    expect(tagsOf("type=match,pattern=(x)?,group=1", RUNS["v1.2.3"])).toEqual([]);
    expect(tagsOf("type=sha", someFacts({ sha: "" }))).toEqual([]);
  });

  it("reads the git tag for an empty version", () => {
    expect(tagsOf("type=semver,pattern={{version}},value=", RUNS["1.2.3"])).toEqual(["1.2.3", "latest"]);
  });

  it("is not for a run whose ref is no version, also by an expression", () => {
    expect(tagsOf("type=semver,pattern={{version}},value={{branch}}")).toEqual([]);
    expect(
      tagsOf("type=semver,pattern={{version}},value={{branch}}", someFacts({ ref: "refs/heads/1.2.3" })),
    ).toEqual(["1.2.3", "latest"]);
  });

  it("may ask for everything at once", () => {
    const rule =
      "type=semver,pattern={{version}}-{{sha}},prefix={{tag}}_,suffix=_{{commit_date 'YYYY'}},priority=3";
    const facts = aGitTag("v1.2.3", { commitDate: new Date("2019-12-31T23:59:59Z") });
    expect(tagsOf(rule, facts, "latest=false\nprefix=<\nsuffix=>{{base_ref}}")).toEqual([
      "v1.2.3_1.2.3-90dd603_2019-",
    ]);
  });

  it("keeps prefix and suffix of a ref that is too long", () => {
    const facts = someFacts({ ref: `refs/heads/${"x".repeat(300)}` });
    expect(tagsOf("type=ref,event=branch,prefix=a-,suffix=-{{sha}}", facts)).toEqual([
      `a-${"x".repeat(118)}-90dd603`,
    ]);
  });

  it.each([
    { ref: "refs/heads/$(id)", tag: "id-" },
    { ref: "refs/heads/🚀/ship-it", tag: "ship-it" },
    { ref: "refs/heads/🚀", tag: "sha-90dd603" },
    { ref: "refs/heads/-rf", tag: "rf" },
    { ref: "refs/heads/::set-output name=x::y", tag: "set-output-name-x-y" },
    { ref: "refs/heads/a\nb", tag: "a-b" },
    { ref: "refs/heads/__proto__", tag: "__proto__" },
    { ref: `refs/heads/${"ä".repeat(300)}`, tag: "sha-90dd603" },
    { ref: `refs/heads/${"x/".repeat(150)}`, tag: "x-".repeat(64) },
  ])("makes $tag of the hostile $ref", ({ ref, tag }) => {
    expect(tagsOf("", someFacts({ ref }))).toEqual([tag]);
    expect(tagsOf("{{branch}}", someFacts({ ref }))).toEqual([tag]);
  });

  it("gives no tag for a hostile ref where there is not even a commit", () => {
    expect(tagsOf("type=ref,event=branch", someFacts({ ref: "refs/heads/🚀", sha: "" }))).toEqual([]);
  });
});

describe("a preset", () => {
  it("takes a version, a priority and whether it is enabled", () => {
    expect(tagsOf("preset=release,value=2.1.0,priority=1\nx")).toEqual(["x", "v2.1.0", "v2.1"]);
    expect(tagsOf("preset=release,value=2.1.0")).toEqual(["v2.1.0", "v2.1", "latest"]);
    expect(tagsOf("preset=release,value=2.1.0,enable={{is_not_default_branch}}")).toEqual([]);
    expect(tagsOf("preset=environments,environment={{branch}},value=2.1.0")).toEqual(["v2.1.0-main"]);
  });
});

describe("mistakes", () => {
  it.each([
    {
      tags: "type=semvr,pattern={{version}}",
      message: 'line 1 ("type=semvr,pattern={{version}}"): "type=semvr" is not known',
      hint: "Did you mean semver? Allowed are schedule, semver, pep440, match, edge, ref, raw, sha.",
    },
    {
      tags: "\n# x\ntype=ref",
      message: 'line 3 ("type=ref"): event is missing',
      hint: "Add event=branch or event=tag or event=pr.",
    },
    {
      tags: "type=ref,event=brnch",
      message: 'line 1 ("type=ref,event=brnch"): "event=brnch" is not known',
      hint: "Did you mean branch? Allowed are branch, tag, pr.",
    },
    {
      tags: "type=ref,event=branch,branch=main",
      message: 'line 1 ("type=ref,event=branch,branch=main"): type=ref has no attribute "branch"',
      hint: "Allowed are type, enable, priority, prefix, suffix, event.",
    },
    {
      tags: "type=sha,format=full",
      message: 'line 1 ("type=sha,format=full"): "format=full" is not known',
      hint: "Allowed are short, long.",
    },
    {
      tags: "type=semver",
      message: 'line 1 ("type=semver"): pattern is missing',
      hint: "Write type=semver,pattern={{version}}, or {{major}}.{{minor}}.",
    },
    {
      tags: "type=semver,pattern={{version}},value=one",
      message: 'line 1 ("type=semver,pattern={{version}},value=one"): "one" is not a version',
      hint: "Write one such as v1.2.3 or 1.2.3-rc.1.",
    },
    {
      tags: "type=pep440,pattern={{version}},value=one",
      message: 'line 1 ("type=pep440,pattern={{version}},value=one"): "one" is not a version',
      hint: "Write one such as 1.2.3 or 1.2.3rc1.",
    },
    {
      tags: "type=match",
      message: 'line 1 ("type=match"): pattern is missing',
      hint: "Add a regular expression, as in pattern=v(.*),group=1.",
    },
    {
      tags: "type=match,pattern=(",
      message: 'line 1 ("type=match,pattern=("): "pattern=(" is not a regular expression',
      hint: "Invalid regular expression: /(/: Unterminated group.",
    },
    {
      tags: "type=match,pattern=v.*,group=1",
      message: 'line 1 ("type=match,pattern=v.*,group=1"): the pattern has no group 1',
      hint: "Leave group out, or put a part of the pattern in parentheses.",
    },
    {
      tags: "type=match,pattern=(v)(.*),group=-1",
      message: 'line 1 ("type=match,pattern=(v)(.*),group=-1"): the pattern has no group -1',
      hint: "Give a group from 0 to 2.",
    },
    {
      tags: "type=match,pattern=\\d{1,3}",
      message: 'line 1 ("type=match,pattern=\\d{1,3}"): "3}" is not an attribute',
      hint: 'Put quotes around an attribute that contains a comma, as in type=match,"pattern=v\\d{1,3}".',
    },
    {
      tags: "type=raw",
      message: 'line 1 ("type=raw"): value is missing',
      hint: "Write type=raw,value=nightly, or the tag alone.",
    },
    {
      tags: "type=sha,priority=high",
      message: 'line 1 ("type=sha,priority=high"): "priority=high" is not a whole number',
      hint: "Write priority=100, which is the default.",
    },
    {
      tags: "type=sha,type=sha",
      message: 'line 1 ("type=sha,type=sha"): type is given more than once',
      hint: "Leave one of them.",
    },
    {
      tags: "pattern={{version}}",
      message: 'line 1 ("pattern={{version}}"): a tag rule needs a type',
      hint: "Start with it, as in type=semver,pattern={{version}}.",
    },
    {
      tags: "typ=sha",
      message: 'line 1 ("typ=sha"): a tag rule has no attribute "typ"',
      hint:
        "Did you mean type? Allowed are type, enable, priority, prefix, suffix, preset, pattern, value, group, " +
        "branch, event, format.",
    },
    {
      tags: "type=sha,enable=",
      message: 'line 1 ("type=sha,enable="): "enable=" is neither true nor false',
      hint: "Write enable=true, enable=false, or an expression that gives one of them, such as {{is_default_branch}}.",
    },
    {
      tags: "ok,{{brnch}}",
      message: 'line 1 ("{{brnch}}"): "{{brnch}}" is not known',
      hint:
        "Did you mean {{branch}}? Allowed are {{branch}}, {{tag}}, {{sha}}, {{base_ref}}, {{is_default_branch}}, " +
        "{{is_not_default_branch}}, {{date}}, {{commit_date}}.",
    },
    {
      tags: "ghcr.io/acme/x:{{sha}}",
      message:
        'line 1 ("ghcr.io/acme/x:{{sha}}"): "ghcr.io/acme/x:{{sha}}" is a reference with an expression',
      hint: "Give the name in images, and the tag alone here.",
    },
    {
      tags: "x\nacme/x:v1:v2",
      message: 'line 2 ("acme/x:v1:v2"): "acme/x:v1:v2" has more than one tag',
      hint: "Give each reference a line of its own.",
    },
    {
      tags: "x".repeat(129),
      message: `line 1 ("${"x".repeat(80)}…"): the tag "${"x".repeat(80)}…" has 129 characters`,
      hint: "A tag has at most 128 characters.",
    },
    {
      tags: "type=raw,value=機能",
      message: 'line 1 ("type=raw,value=機能"): "機能" has nothing that a tag may contain',
      hint: "A tag has letters, digits, underscores, dots and dashes, and does not start with a dot or dash.",
    },
    {
      tags: `type=ref,event=branch,suffix=-${"x".repeat(128)}`,
      message: `line 1 ("type=ref,event=branch,suffix=-${"x".repeat(50)}…"): prefix and suffix have 129 characters`,
      hint: "A tag has at most 128 characters.",
    },
    {
      tags: 'x\ny,"z\n',
      message: 'line 2 (""z"): a quoted item does not end',
      hint: 'Close the quotes, and write a quote inside quotes as "".',
    },
    {
      tags: "preset=realease",
      message: 'line 1 ("preset=realease"): "preset=realease" is not known',
      hint: "Did you mean release? Allowed are release, environments.",
    },
    {
      tags: "preset=environments",
      message: 'line 1 ("preset=environments"): environment is missing',
      hint: "Write preset=environments,environment=staging.",
    },
    {
      tags: "preset=release,enviroment=staging",
      message: 'line 1 ("preset=release,enviroment=staging"): preset=release has no attribute "enviroment"',
      hint: "Allowed are preset, enable, priority, value.",
    },
  ])("name the line, the text and what is right: $tags", ({ tags, message, hint }) => {
    expect(errorOf(tags)).toEqual({ code: "input", message, hint });
  });

  it("are all told at once, in both inputs, and each once", () => {
    expect(errorOf("type=rw,x\nok\ntype=sha,format=no\nb/:\n{{tag", "latest=maybe\nprefx=a")).toEqual({
      code: "input",
      message: [
        'line 1 ("type=rw,x"): "type=rw" is not known. Did you mean raw? Allowed are schedule, semver, pep440, ' +
          "match, edge, ref, raw, sha.",
        'line 3 ("type=sha,format=no"): "format=no" is not known. Allowed are short, long.',
        'line 4 ("b/:"): "b/:" is not an image name. A name has parts of a–z and 0–9, joined inside by . _ - and ' +
          "separated by /, as in ghcr.io/acme/agent.",
        'line 5 ("{{tag"): "{{tag" does not end. Close it with }}, and put quotes around what contains a comma.',
        'flavor, line 1 ("latest=maybe"): "latest=maybe" is not known. Allowed are auto, true, false.',
        'flavor, line 2 ("prefx=a"): a line of flavor is latest=…, prefix=… or suffix=…',
      ].join("\n"),
      hint: "Did you mean prefix? Allowed are latest, prefix, suffix.",
    });
  });

  it("tell of a latest that prefix and suffix make too long", () => {
    const flavor = `prefix=${"x".repeat(123)},onlatest=true`;
    expect(errorOf("", flavor, RUNS["v1.2.3"])?.message).toBe(
      `flavor: the tag "${"x".repeat(80)}…" has 129 characters`,
    );
  });
});
