/** @typedef {"modelled" | "loopback"} NetworkName */

/** What lies between a job and the cache service. @typedef {{ title: string, options: import("../lib/cache-service.mjs").ServiceOptions }} Network */

/** @type {Readonly<Record<NetworkName, Network>>} */
export const NETWORKS = {
  modelled: {
    title: "With a network: 40 ms for each request, 60 MB/s for each connection",
    options: { latencyMs: 40, megabytesPerSecond: 60 },
  },
  loopback: { title: "Without a network", options: {} },
};
