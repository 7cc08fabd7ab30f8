/** A variable of the environment. An empty one is none, as it is for docker: as a folder it would be the workspace. */
export function variable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] === "" ? undefined : env[name];
}
