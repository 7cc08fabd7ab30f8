/** The part of JSON Schema that our schemas use. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema;
}

/** Says what of a JSON value is not as a schema wants it, each with its path; an empty list means that all is. */
export function schemaDifferences(schema: Schema, value: unknown, path = "$"): readonly string[] {
  const differences = [
    ...(schema.type !== undefined && !isOfType(value, schema.type) ? [`${path} is no ${schema.type}`] : []),
    ...("const" in schema && value !== schema.const ? [`${path} is another value`] : []),
    ...(schema.enum?.includes(value) === false ? [`${path} is none of the values`] : []),
    ...(typeof value === "string" && !isText(schema, value) ? [`${path} is another text`] : []),
    ...(typeof value === "number" && !isInRange(schema, value) ? [`${path} is out of range`] : []),
  ];
  return isOfType(value, "object")
    ? [...differences, ...fieldDifferences(schema, value as object, path)]
    : differences;
}

function fieldDifferences(schema: Schema, value: object, path: string): readonly string[] {
  const missing = (schema.required ?? []).filter((name) => !Object.hasOwn(value, name));
  return [
    ...missing.map((name) => `${path}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, field]) => [
      ...schemaDifferences(schema.propertyNames ?? {}, name, `${path}.${name} (name)`),
      ...schemaDifferences(
        schema.properties?.[name] ?? schema.additionalProperties ?? {},
        field,
        `${path}.${name}`,
      ),
    ]),
  ];
}

function isOfType(value: unknown, type: string): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function isText({ pattern = "", minLength = 0 }: Schema, text: string): boolean {
  return new RegExp(pattern, "u").test(text) && text.length >= minLength;
}

function isInRange({ minimum = -Infinity, maximum = Infinity }: Schema, value: number): boolean {
  return value >= minimum && value <= maximum;
}
