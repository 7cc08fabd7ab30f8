/**
 * The one value for a key, whoever asks while it is being made or later. A failure is forgotten, so that the next one
 * tries again.
 */
export function single<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => {
    if (cache.get(key) === made) cache.delete(key);
  });
  return made;
}
