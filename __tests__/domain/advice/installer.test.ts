import { describe, expect, it } from "@jest/globals";
import { installsWith, isOfSystem } from "../../../src/domain/advice/installer.ts";
import { anInstruction } from "../dockerfile/a-dockerfile.ts";

describe("installsWith", () => {
  it.each([
    { text: "RUN apt-get update && apt-get install -y git", families: ["apt"] },
    { text: "RUN apk add git && npm ci", families: ["apk", "npm"] },
    { text: "RUN microdnf install git", families: ["dnf"] },
    { text: "RUN yarn --frozen-lockfile", families: ["npm"] },
    { text: "RUN yarn build", families: [] },
    { text: "RUN pnpm i", families: ["npm"] },
    { text: "RUN pip3.14 install -r requirements.txt", families: ["pip"] },
    { text: "RUN uv sync", families: ["pip"] },
    { text: "RUN pip install -e .", families: [] },
    { text: "RUN pip install ./a", families: [] },
    { text: "RUN go mod download", families: ["go"] },
    { text: "RUN go build ./...", families: [] },
    { text: "RUN bundle install", families: ["bundle"] },
    { text: "RUN composer install --no-dev", families: ["composer"] },
    { text: "RUN cargo build --release", families: ["cargo"] },
    { text: "RUN ./mvnw dependency:go-offline", families: ["maven"] },
    { text: "RUN gradle bootJar", families: ["gradle"] },
    { text: "RUN dotnet restore", families: ["dotnet"] },
    { text: "RUN npm run install", families: [] },
    { text: "COPY npm install", families: [] },
  ])("finds $families in $text", ({ text, families }) => {
    expect(installsWith(anInstruction(text))).toEqual(families);
  });
});

describe("isOfSystem", () => {
  it("tells packages of the system from dependencies", () => {
    expect(isOfSystem("apk")).toBe(true);
    expect(isOfSystem("npm")).toBe(false);
  });
});
