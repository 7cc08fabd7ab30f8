import { describe, expect, it } from "@jest/globals";
import { installsDependencies } from "../../../src/domain/history/dependency-install.ts";

describe("installsDependencies", () => {
  it.each([
    "RUN npm ci",
    "RUN npm --prefix app ci --omit=dev",
    "RUN --mount=type=cache,target=/root/.npm npm install",
    "RUN corepack enable && pnpm install --frozen-lockfile",
    "RUN yarn",
    "RUN yarn --immutable && yarn build",
    "RUN yarn install",
    "RUN pip install -r requirements.txt",
    "RUN pip3 --no-cache-dir install flask",
    "RUN python3 -m pip install .",
    "RUN uv sync --locked",
    "RUN uv pip install -r requirements.txt",
    "RUN poetry install",
    "RUN /opt/venv/bin/pip install -e .",
    "RUN conda env create -f environment.yml",
    "RUN go mod download",
    "RUN cargo fetch",
    "RUN cargo chef cook --release",
    "RUN bundle install",
    "RUN composer install --no-dev",
    "RUN ./mvnw -B dependency:go-offline",
    "RUN ./gradlew dependencies",
    "RUN dotnet restore App.csproj",
    "RUN mix deps.get",
    "RUN apt-get update && apt-get install -y curl",
    "RUN apt-get -o Acquire::Retries=3 -y install curl",
    "RUN (apt install curl)",
    "RUN apk add --no-cache git",
    "RUN apk --no-cache add git",
    "RUN microdnf install -y tar;true",
    "RUN pacman -Syu git",
    'RUN ["npm", "ci"]',
    'RUN sh -c "npm ci"',
    "RUN <<EOF (apt-get update...)\napt-get install git",
    "ONBUILD RUN npm ci",
  ])("finds it in %s", (command) => {
    expect(installsDependencies(command)).toBe(true);
  });

  it.each([
    "RUN npm run build",
    "RUN npm run ci",
    "RUN npm test -- install",
    "RUN yarn build",
    "RUN apt-get update",
    "RUN apt-get clean && make install",
    "RUN make install",
    "RUN go build ./...",
    "RUN ./my-npm ci",
    "RUN npm cit-later",
    "COPY npm ci /srv",
    "WORKDIR /npm ci",
  ])("finds none in %s", (command) => {
    expect(installsDependencies(command)).toBe(false);
  });

  it("is quick with what is very long", () => {
    const startedAt = performance.now();
    for (const part of ["npm -a ", "yarn ", "npm --a b ", "-a ", " "])
      expect(installsDependencies(`RUN ${part.repeat(50_000)}`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
