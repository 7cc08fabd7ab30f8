export const id = 108;
export const ids = [108];
export const modules = {

/***/ 6686:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dh: () => (/* binding */ recordLinks),
/* harmony export */   RR: () => (/* binding */ layerParents),
/* harmony export */   o4: () => (/* binding */ parseConfig),
/* harmony export */   yF: () => (/* binding */ printConfig)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8913);
/* harmony import */ var _dependency_order_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8829);
/* harmony import */ var _json_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2872);



/** Reads a cache config. What BuildKit would refuse is refused: positions that do not exist, and loops. */
function parseConfig(text) {
    return (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .Vh)(text, (value) => {
        const { layers, records } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "the cache config");
        const config = {
            layers: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(layers, "its list of layers").map(readLayer),
            records: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(records, "its list of records").map(readRecord),
        };
        checkPositions(config);
        return config;
    });
}
/** Prints a cache config as BuildKit reads it. */
function printConfig({ layers, records }) {
    return JSON.stringify({
        layers,
        records: records.map(({ results, chains, digest, inputs }) => ({
            ...(results.length > 0 ? { layers: results } : {}),
            ...(chains.length > 0 ? { chains } : {}),
            digest,
            ...(inputs.length > 0 ? { inputs } : {}),
        })),
    });
}
/** The positions of the layers that a layer stands on directly: one, or none. */
function layerParents({ parent }) {
    return parent === -1 ? [] : [parent];
}
/** The positions of the records that a record has inputs from. */
function recordLinks({ inputs }) {
    return inputs.flat().map(({ link }) => link);
}
function readLayer(value) {
    // Go leaves out a parent of 0.
    const { blob, parent = 0 } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "a layer");
    const digest = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(blob, "the digest of a layer");
    if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest))
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym("the digest of a layer is not valid");
    return { blob: digest, parent: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asWhole */ .UX)(parent, "the parent of a layer", -1) };
}
function readRecord(value) {
    const { digest, inputs, layers, chains } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "a record");
    return {
        digest: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(digest, "the digest of a record"),
        inputs: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(inputs, "the inputs of a record").map((ways) => (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(ways, "an input of a record").map(readInput)),
        results: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(layers, "the results of a record").map(readResult),
        chains: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(chains, "the chains of a record").map(readChain),
    };
}
function readInput(value) {
    const { selector, link } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "an input");
    const position = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asWhole */ .UX)(link, "the link of an input");
    return selector === undefined
        ? { link: position }
        : { selector: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(selector, "the selector of an input"), link: position };
}
function readResult(value) {
    const { layer, createdAt } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "a result");
    return { layer: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asWhole */ .UX)(layer, "the layer of a result"), ...readTime(createdAt) };
}
function readChain(value) {
    const { layers, createdAt } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "a chain");
    const positions = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(layers, "the layers of a chain").map((layer) => (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asWhole */ .UX)(layer, "a layer of a chain"));
    return { layers: positions, ...readTime(createdAt) };
}
function readTime(value) {
    return value === undefined ? {} : { createdAt: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(value, "the time of a result") };
}
function checkPositions({ layers, records }) {
    const used = [
        ...layers.flatMap(layerParents),
        ...records.flatMap(({ results }) => results.map(({ layer }) => layer)),
        ...records.flatMap(({ chains }) => chains.flatMap((chain) => chain.layers)),
    ];
    if (used.some((at) => at >= layers.length))
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym("it points at a layer that is not there");
    if (records.flatMap(recordLinks).some((at) => at >= records.length))
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym("it points at a record that is not there");
    const ordered = [...(0,_dependency_order_js__WEBPACK_IMPORTED_MODULE_2__/* .inDependencyOrder */ .V)(layers, layerParents), ...(0,_dependency_order_js__WEBPACK_IMPORTED_MODULE_2__/* .inDependencyOrder */ .V)(records, recordLinks)];
    if (ordered.length < layers.length + records.length)
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym("it has a loop");
}


/***/ }),

/***/ 9973:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L7: () => (/* binding */ printManifest),
/* harmony export */   Ng: () => (/* binding */ parseManifest),
/* harmony export */   Yy: () => (/* binding */ describeConfig)
/* harmony export */ });
/* unused harmony exports CACHE_CONFIG_MEDIA_TYPE, MANIFEST_MEDIA_TYPE */
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8913);
/* harmony import */ var _json_shape_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2872);


/** The media type by which BuildKit finds its cache config. */
const CACHE_CONFIG_MEDIA_TYPE = "application/vnd.buildkit.cacheconfig.v0";
/** The media type that a cache manifest is served with. */
const MANIFEST_MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
// containerd's note of where a blob came from: it changes from run to run, and it holds the name of our registry.
const SOURCE_ANNOTATION = "containerd.io/distribution.source.";
/**
 * Reads a cache manifest, without containerd's annotations of where blobs came from.
 * @see https://github.com/opencontainers/image-spec/blob/main/manifest.md
 */
function parseManifest(text) {
    return (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .readJson */ .Vh)(text, (value) => {
        const { config, layers } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "the cache manifest");
        const descriptor = readDescriptor(config);
        if (descriptor.mediaType !== CACHE_CONFIG_MEDIA_TYPE)
            throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym("it is not the manifest of a cache");
        return { config: descriptor, layers: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asList */ .DD)(layers, "its list of layers").map(readDescriptor) };
    });
}
/** Prints a cache manifest, the same text for the same value. */
function printManifest({ config, layers }) {
    return JSON.stringify({
        schemaVersion: 2,
        mediaType: MANIFEST_MEDIA_TYPE,
        config: descriptorJson(config),
        layers: layers.map(descriptorJson),
    });
}
/** What a manifest says of the config whose text this is. */
function describeConfig(text, sha256) {
    return {
        mediaType: CACHE_CONFIG_MEDIA_TYPE,
        digest: `sha256:${sha256(text)}`,
        sizeBytes: new TextEncoder().encode(text).length,
        annotations: {},
    };
}
function readDescriptor(value) {
    const { mediaType, digest, size, annotations = {} } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "a descriptor");
    const name = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(digest, "the digest of a descriptor");
    if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(name))
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .ShapeError */ .ym("the digest of a descriptor is not valid");
    return {
        mediaType: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(mediaType, "the media type of a descriptor"),
        digest: name,
        sizeBytes: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asWhole */ .UX)(size, "the size of a descriptor"),
        annotations: readAnnotations(annotations),
    };
}
function readAnnotations(value) {
    return Object.fromEntries(Object.entries((0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asObject */ .eB)(value, "the annotations of a descriptor"))
        .filter(([name]) => !name.startsWith(SOURCE_ANNOTATION))
        .map(([name, text]) => [name, (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_1__/* .asText */ .e1)(text, "an annotation", /^/)]));
}
function descriptorJson({ mediaType, digest, sizeBytes, annotations }) {
    const entries = Object.entries(annotations).toSorted(([one], [other]) => (one < other ? -1 : 1));
    return {
        mediaType,
        digest,
        size: sizeBytes,
        ...(entries.length > 0 ? { annotations: Object.fromEntries(entries) } : {}),
    };
}


/***/ }),

/***/ 8829:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ inDependencyOrder)
/* harmony export */ });
/**
 * Orders things, each with its position, so that each comes after all it depends on. Things that depend on themselves,
 * and what depends on those, are left out.
 * @param dependenciesOf the positions of those that a thing depends on; every position exists
 */
function inDependencyOrder(things, dependenciesOf) {
    const nodes = things.map((thing, at) => ({ at, thing, dependents: [], openCount: 0 }));
    for (const node of nodes) {
        const dependencies = dependenciesOf(node.thing);
        node.openCount = dependencies.length;
        for (const at of dependencies)
            nodes[at]?.dependents.push(node);
    }
    // Not by recursion: a chain may be as long as the text it was read from.
    const ordered = nodes.filter(({ openCount }) => openCount === 0);
    for (const { dependents } of ordered) {
        for (const dependent of dependents) {
            dependent.openCount -= 1;
            if (dependent.openCount === 0)
                ordered.push(dependent);
        }
    }
    return ordered.map(({ at, thing }) => [at, thing]);
}


/***/ }),

/***/ 2717:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AV: () => (/* binding */ indexPath),
/* harmony export */   CI: () => (/* binding */ firstKey),
/* harmony export */   Sc: () => (/* binding */ uploadPaths),
/* harmony export */   nD: () => (/* binding */ blobPath),
/* harmony export */   s3: () => (/* binding */ entryPath)
/* harmony export */ });
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6837);

/** The key that an entry would have, had its upload been the first attempt. All its attempts have the same paths. */
function firstKey(key) {
    return key.replace(/-r[1-9]$/, "");
}
/** The path of the entry that a blob is in: the blob's own file, or the folder of a pack. */
function entryPath(digest, { kind, entry }) {
    return kind === "blob" ? `blobs/${fileName(digest)}` : `packs/${firstKey(entry)}`;
}
/** The file that a blob is in once its entry was restored, and before it is saved. */
function blobPath(digest, place) {
    const path = entryPath(digest, place);
    return place.kind === "blob" ? path : `${path}/${fileName(digest)}`;
}
/** The paths that an upload is saved with: a single one, since all its blobs are in the same entry. */
function uploadPaths({ kind, key, digests }) {
    return [...new Set(digests.map((digest) => entryPath(digest, { kind, entry: key })))];
}
/** The file of an index entry. */
function indexPath(label) {
    return `index/${(0,_keys_js__WEBPACK_IMPORTED_MODULE_0__/* .labelSlug */ .wI)(label)}`;
}
/** A digest as a file's name; the registry on the loopback interface names those that are pushed to it the same. */
function fileName(digest) {
    return digest.replace(":", "-");
}


/***/ }),

/***/ 29:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ parseCache),
/* harmony export */   K: () => (/* binding */ printCache)
/* harmony export */ });
/* harmony import */ var _cache_config_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6686);
/* harmony import */ var _cache_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9973);


/** Reads both parts and checks that they belong together: digest and size of the config, and all layers listed. */
function parseCache(texts, sha256) {
    const manifest = (0,_cache_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .parseManifest */ .Ng)(texts.manifest);
    if (!manifest.ok)
        return manifest;
    const { digest, sizeBytes } = (0,_cache_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .describeConfig */ .Yy)(texts.config, sha256);
    const named = manifest.value.config;
    if (named.digest !== digest || named.sizeBytes !== sizeBytes) {
        return { ok: false, reason: "the cache config is not the one of its manifest" };
    }
    const config = (0,_cache_config_js__WEBPACK_IMPORTED_MODULE_0__/* .parseConfig */ .o4)(texts.config);
    if (!config.ok)
        return config;
    const listed = new Set(manifest.value.layers.map((layer) => layer.digest));
    if (config.value.layers.some(({ blob }) => !listed.has(blob))) {
        return { ok: false, reason: "the cache manifest lacks a layer" };
    }
    return { ok: true, value: { config: config.value, manifest: manifest.value } };
}
/** Prints both parts, with the config's descriptor in the manifest as the printed config needs it. */
function printCache(cache, sha256) {
    const config = (0,_cache_config_js__WEBPACK_IMPORTED_MODULE_0__/* .printConfig */ .yF)(cache.config);
    return { config, manifest: (0,_cache_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .printManifest */ .L7)({ ...cache.manifest, config: (0,_cache_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .describeConfig */ .Yy)(config, sha256) }) };
}


/***/ }),

/***/ 9540:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ parseIndexEntry),
/* harmony export */   s: () => (/* binding */ printIndexEntry)
/* harmony export */ });
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8913);
/* harmony import */ var _exported_cache_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29);
/* harmony import */ var _json_shape_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2872);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6837);




const VERSION = 1;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;
const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const RUN_ID = /^\d{1,20}$/;
const LABEL = /^(?:joint|[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?)$/;
/** Reads an index entry and checks all of it, also that its parts fit together. Unknown fields are passed over. */
function parseIndexEntry(text, sha256) {
    return (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .readJson */ .Vh)(text, (value) => {
        const { v, ...fields } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asObject */ .eB)(value, "the index");
        if (v !== VERSION)
            throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym("it is of another version");
        const entry = readEntry(fields);
        const cache = (0,_exported_cache_js__WEBPACK_IMPORTED_MODULE_1__/* .parseCache */ .I)(entry.texts, sha256);
        if (!cache.ok)
            throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym(cache.reason);
        checkBlobs(cache.value, entry.blobs);
        return { entry, cache: cache.value };
    });
}
/** Prints an index entry, the same text for the same value in whatever order its maps are. */
function printIndexEntry(entry) {
    const { createdAt, ref, sha, runId, label, texts, blobs, steps } = entry;
    return JSON.stringify({
        v: VERSION,
        createdAt,
        ref,
        sha,
        runId,
        label,
        manifest: texts.manifest,
        config: texts.config,
        blobs: sortedObject(blobs, blobJson),
        ...(steps === undefined ? {} : { steps: sortedObject(steps, Number) }),
    });
}
function readEntry(fields) {
    const { steps } = fields;
    return {
        createdAt: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(fields["createdAt"], "its time", TIME),
        ref: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(fields["ref"], "its ref"),
        sha: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(fields["sha"], "its commit", COMMIT),
        runId: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(fields["runId"], "its run", RUN_ID),
        label: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(fields["label"], "its label", LABEL),
        texts: {
            config: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(fields["config"], "its cache config"),
            manifest: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(fields["manifest"], "its cache manifest"),
        },
        blobs: readMap(fields["blobs"], "its map of blobs", readBlob),
        ...(steps === undefined ? {} : { steps: readMap(steps, "its map of steps", readDuration) }),
    };
}
function readMap(value, what, read) {
    return new Map(Object.entries((0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asObject */ .eB)(value, what)).map(([key, item]) => [key, read(item, key)]));
}
function readBlob(value, digest) {
    if (!(0,_reference_js__WEBPACK_IMPORTED_MODULE_0__/* .isDigest */ .Bc)(digest))
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym("the digest of a blob is not valid");
    const { sizeBytes, mediaType, entry, kind } = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asObject */ .eB)(value, "a blob");
    const key = (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(entry, "the key of a blob");
    if (kind !== "blob" && kind !== "pack")
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym("the kind of a blob is not known");
    const isOwn = kind === "pack" || key.startsWith((0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .blobKey */ .bd)(digest));
    if (!(0,_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isEntryKey */ .YI)(key, kind) || !isOwn)
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym("the key of a blob is not valid");
    return {
        sizeBytes: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asWhole */ .UX)(sizeBytes, "the size of a blob"),
        mediaType: (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asText */ .e1)(mediaType, "the media type of a blob"),
        entry: key,
        kind,
    };
}
function blobJson({ sizeBytes, mediaType, entry, kind }) {
    return { sizeBytes, mediaType, entry, kind };
}
function readDuration(value) {
    return (0,_json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .asWhole */ .UX)(value, "the duration of a step");
}
function checkBlobs({ manifest }, blobs) {
    if (manifest.layers.some(({ digest, sizeBytes }) => blobs.get(digest)?.sizeBytes !== sizeBytes)) {
        throw new _json_shape_js__WEBPACK_IMPORTED_MODULE_3__/* .ShapeError */ .ym("it does not say where a layer's blob is");
    }
}
function sortedObject(map, print) {
    const entries = [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(entries.map(([key, value]) => [key, print(value)]));
}


/***/ }),

/***/ 6837:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   YI: () => (/* binding */ isEntryKey),
/* harmony export */   bd: () => (/* binding */ blobKey),
/* harmony export */   jE: () => (/* binding */ indexPrefix),
/* harmony export */   l7: () => (/* binding */ packKey),
/* harmony export */   pB: () => (/* binding */ stateId),
/* harmony export */   wI: () => (/* binding */ labelSlug),
/* harmony export */   yC: () => (/* binding */ retryKey),
/* harmony export */   zY: () => (/* binding */ JOINT)
/* harmony export */ });
// The first part is the version of all that is stored: entries of another are not understood, and not found.
// No runner's system or architecture is in a key, so that emulated and native builds share.
const VERSION = "bx1";
const ENTRY_KEYS = {
    blob: /^bx1-b-[0-9a-f]{32}(?:-r[1-9])?$/,
    pack: /^bx1-p-[0-9a-f]{32}(?:-r[1-9])?$/,
};
/** The key of a blob that is stored by itself. */
function blobKey(digest) {
    return `${VERSION}-b-${digest.replace(/^sha256:/, "").slice(0, 32)}`;
}
/** The key of a pack, which the blobs in it decide, in whatever order. */
function packKey(digests, sha256) {
    return `${VERSION}-p-${sha256(digests.toSorted().join("\n")).slice(0, 32)}`;
}
/**
 * The key under which an entry is saved when its own is taken by an upload that never ends: the service neither finds
 * it nor lets anybody save it.
 * @param attempt from 1 to 9
 */
function retryKey(key, attempt) {
    return `${key}-r${attempt}`;
}
/** Tells whether a key from outside is one of an entry of this kind. */
function isEntryKey(key, kind) {
    return ENTRY_KEYS[kind].test(key);
}
/** The label of a cache that one solve wrote for several platforms; that of a platform's own cache is its name. */
const JOINT = "joint";
/**
 * What the index entries of a scope with a label start with; the newest is looked up by it. Two dashes end it, which
 * neither a scope nor a label has: linux/amd64 would find linux/amd64/v2 otherwise.
 */
function indexPrefix(scope, label) {
    return `${VERSION}-i-${scope}-${labelSlug(label)}--`;
}
/** A label as a part of keys, file names and tags. */
function labelSlug(label) {
    return label.replaceAll("/", "-");
}
/** Names a state by its content, so that two jobs that save the same do not save it twice. */
function stateId({ contentId, entries }, sha256) {
    const lines = [...entries].map(([digest, entry]) => `${digest} ${entry}`).toSorted();
    return sha256([contentId, ...lines].join("\n")).slice(0, 16);
}


/***/ }),

/***/ 8751:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ planSave),
  a: () => (/* binding */ sealIndex)
});

// EXTERNAL MODULE: ./src/domain/cache/cache-manifest.ts
var cache_manifest = __webpack_require__(9973);
// EXTERNAL MODULE: ./src/domain/cache/cache-config.ts
var cache_config = __webpack_require__(6686);
// EXTERNAL MODULE: ./src/domain/cache/dependency-order.ts
var dependency_order = __webpack_require__(8829);
;// CONCATENATED MODULE: ./src/domain/cache/cache-content.ts


/**
 * Names what a cache can do, in hex: two configs with the same name need not be saved twice. Order, times and records
 * that lead to no result do not count: BuildKit writes such a record in one run and leaves it out in the next, so that
 * its own digest of the config changes although nothing else did. The layers themselves count, since a step that was
 * executed once more, as with `no-cache`, may have come to something new.
 * @param config as `parseConfig` reads it, thus without loops
 */
function contentId(config, sha256) {
    const layers = layerIds(config, sha256);
    const records = recordIds(config, layers, sha256);
    const useful = usefulRecords(config);
    return sha256(JSON.stringify([distinct(layers), distinct(records.filter((_, at) => useful.has(at)))]));
}
/** Names each layer after its blob and all that it stands on. */
function layerIds(config, sha256) {
    const ids = [];
    for (const [at, { blob, parent }] of (0,dependency_order/* inDependencyOrder */.V)(config.layers, cache_config/* layerParents */.RR)) {
        ids[at] = sha256(JSON.stringify([blob, ids[parent] ?? null]));
    }
    return ids;
}
/** Names each record after what it does, on what, and what it came to. */
function recordIds(config, layers, sha256) {
    const ids = [];
    for (const [at, { digest, inputs, results, chains }] of (0,dependency_order/* inDependencyOrder */.V)(config.records, cache_config/* recordLinks */.Dh)) {
        const parts = [
            digest,
            inputs.map((ways) => distinct(ways.map(({ selector, link }) => JSON.stringify([selector, ids[link]])))),
            distinct(results.map(({ layer }) => String(layers[layer]))),
            distinct(chains.map((chain) => JSON.stringify(chain.layers.map((layer) => layers[layer])))),
        ];
        ids[at] = sha256(JSON.stringify(parts));
    }
    return ids;
}
/** The positions of the records that have a result, and of those that these have inputs from. */
function usefulRecords(config) {
    const useful = new Set();
    for (const [at, record] of (0,dependency_order/* inDependencyOrder */.V)(config.records, cache_config/* recordLinks */.Dh).toReversed()) {
        if (record.results.length + record.chains.length > 0)
            useful.add(at);
        if (useful.has(at))
            (0,cache_config/* recordLinks */.Dh)(record).forEach((link) => useful.add(link));
    }
    return useful;
}
function distinct(texts) {
    return [...new Set(texts)].toSorted();
}

// EXTERNAL MODULE: ./src/domain/cache/entry-path.ts
var entry_path = __webpack_require__(2717);
// EXTERNAL MODULE: ./src/domain/cache/exported-cache.ts
var exported_cache = __webpack_require__(29);
// EXTERNAL MODULE: ./src/domain/cache/index-entry.ts
var index_entry = __webpack_require__(9540);
// EXTERNAL MODULE: ./src/domain/cache/keys.ts
var cache_keys = __webpack_require__(6837);
;// CONCATENATED MODULE: ./src/domain/cache/packing.ts

const MIB = 1024 * 1024;
/** From this size on, a blob is an entry of its own: a request more costs less than what lies beside it in a pack. */
const SOLO_BYTES = 16 * MIB;
/** From so many live bytes on, a pack is not rewritten: the upload costs more than the dead bytes do. */
const REPACK_BYTES = 64 * MIB;
/**
 * Decides how the blobs of a cache are stored. The same blobs give the same entries, in whatever order they come.
 * @param live what the new manifest refers to
 * @param known what is stored already, with all of each pack
 */
function planPacking(live, known, sha256) {
    const blobs = [...new Map(live.map((blob) => [blob.digest, blob])).values()].toSorted(byDigest);
    const kept = keptEntries(blobs, known);
    const fresh = blobs.filter(({ digest }) => !kept.has(known.get(digest)?.entry));
    const solo = fresh.filter(({ sizeBytes }) => sizeBytes >= SOLO_BYTES);
    const small = fresh.filter(({ sizeBytes }) => sizeBytes < SOLO_BYTES);
    // What is left of an old pack has lasted for some runs and most likely will; what is new may be replaced by the next.
    // Together they would be rewritten each time.
    const packs = [
        small.filter(({ digest }) => !known.has(digest)),
        small.filter(({ digest }) => known.has(digest)),
    ];
    const shipments = [
        ...solo.map((blob) => shipment("blob", (0,cache_keys/* blobKey */.bd)(blob.digest), [blob])),
        ...packs.filter(({ length }) => length > 0).map((blobs) => packShipment(blobs, sha256)),
    ];
    const stayed = [...known].filter(([, { entry }]) => kept.has(entry));
    const stored = [...stayed, ...shipments.flatMap(({ blobs }) => blobs)];
    return {
        uploads: shipments.map(({ upload }) => upload),
        blobs: new Map(stored.toSorted(([one], [other]) => (one < other ? -1 : 1))),
    };
}
/** The keys of the entries that hold something live and stay as they are. */
function keptEntries(live, known) {
    const digests = new Set(live.map(({ digest }) => digest));
    const stored = [...known].map(([digest, blob]) => ({ ...blob, isLive: digests.has(digest) }));
    const isKept = (entry) => {
        const members = stored.filter((blob) => blob.entry === entry);
        const totalBytes = sumBytes(members);
        const liveBytes = sumBytes(members.filter(({ isLive }) => isLive));
        return liveBytes >= REPACK_BYTES || liveBytes * 2 >= totalBytes;
    };
    const held = new Set(stored.filter(({ isLive }) => isLive).map(({ entry }) => entry));
    return new Set([...held].filter(isKept));
}
function shipment(kind, key, blobs) {
    return {
        upload: { key, kind, digests: blobs.map(({ digest }) => digest), sizeBytes: sumBytes(blobs) },
        blobs: blobs.map(({ digest, sizeBytes, mediaType }) => [
            digest,
            { sizeBytes, mediaType, entry: key, kind },
        ]),
    };
}
function packShipment(blobs, sha256) {
    const digests = blobs.map(({ digest }) => digest);
    return shipment("pack", (0,cache_keys/* packKey */.l7)(digests, sha256), blobs);
}
function sumBytes(blobs) {
    return blobs.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
function byDigest(one, other) {
    return one.digest < other.digest ? -1 : 1;
}

;// CONCATENATED MODULE: ./src/domain/cache/save-plan.ts







/**
 * Decides what of the exported caches is saved. All platforms of a run share their blobs, and the pack of the small
 * ones; an index is written for each cache that is not what was restored. Where that makes a pack be rewritten, the
 * other caches that use it get a new index too: the old one would keep the old pack in use.
 */
function planSave({ exports, known, damaged, stamp }, sha256) {
    const reads = exports.toSorted(byPrefix).map((exported) => readExport(exported, known, sha256));
    const skipped = reads.flatMap((read) => (read.ok ? [] : [read.reason]));
    const candidates = reads.flatMap((read) => (read.ok ? [read.value] : []));
    if (!candidates.some(({ isNew }) => isNew)) {
        return { kind: "nothing", reason: reasonForNothing(skipped, exports.length) };
    }
    const live = candidates.flatMap(({ layers }) => layers);
    const { uploads, blobs } = planPacking(live, known, sha256);
    const isMoved = ({ digest }) => blobs.get(digest)?.entry !== known.get(digest)?.entry;
    return {
        kind: "save",
        uploads,
        rewritten: uploads.flatMap(({ digests }) => placesOf(digests, known)),
        indexes: candidates
            .filter(({ isNew, layers }) => isNew || layers.some(isMoved))
            .map((candidate) => draftIndex(candidate, blobs)),
        damaged,
        stamp,
        figures: {
            newEntries: uploads.length,
            newBytes: uploads.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
            liveBytes: liveBytes(live),
        },
        skipped,
    };
}
/**
 * Makes an index entry of a draft once all its blobs are stored.
 * @param keys the keys of the entries that were saved under another than the planned one, by the planned one
 */
function sealIndex({ label, prefix, texts, contentId, blobs }, { stamp, keys }, sha256) {
    const stored = new Map(blobs.map(([digest, blob]) => [digest, { ...blob, entry: keys.get(blob.entry) ?? blob.entry }]));
    const entries = new Map([...stored].map(([digest, { entry }]) => [digest, entry]));
    return {
        key: `${prefix}${(0,cache_keys/* stateId */.pB)({ contentId, entries }, sha256)}`,
        prefix,
        path: (0,entry_path/* indexPath */.AV)(label),
        text: (0,index_entry/* printIndexEntry */.s)({ ...stamp, label, texts, blobs: stored }),
    };
}
function readExport({ label, prefix, texts, restored }, known, sha256) {
    const read = (0,exported_cache/* parseCache */.I)(texts, sha256);
    if (!read.ok)
        return skip(label, read.reason);
    const { config, manifest } = read.value;
    if (manifest.layers.length === 0)
        return skip(label, "it has no layers");
    const id = contentId(config, sha256);
    const isSame = restored !== undefined && contentId(restored.config, sha256) === id;
    return {
        ok: true,
        value: {
            label,
            prefix,
            // Printed anew: BuildKit's has the address that it was pushed to, which is another one in each run.
            texts: { config: texts.config, manifest: (0,cache_manifest/* printManifest */.L7)(manifest) },
            contentId: id,
            layers: manifest.layers,
            isNew: !isSame || manifest.layers.some(({ digest }) => !known.has(digest)),
        },
    };
}
function skip(label, reason) {
    return { ok: false, reason: `the cache of ${label} is of no use: ${reason}` };
}
function reasonForNothing(skipped, exportCount) {
    if (exportCount === 0)
        return "BuildKit exported no cache";
    return [...skipped, ...(skipped.length < exportCount ? ["nothing changed"] : [])].join("; ");
}
function draftIndex({ label, prefix, texts, contentId, layers }, blobs) {
    const entries = new Set(layers.map(({ digest }) => blobs.get(digest)?.entry));
    return {
        label,
        prefix,
        texts,
        contentId,
        blobs: [...blobs].filter(([, { entry }]) => entries.has(entry)),
    };
}
function placesOf(digests, known) {
    return digests.flatMap((digest) => {
        const stored = known.get(digest);
        return stored === undefined ? [] : [[digest, stored]];
    });
}
function liveBytes(live) {
    const sizes = new Map(live.map(({ digest, sizeBytes }) => [digest, sizeBytes]));
    return [...sizes.values()].reduce((sum, sizeBytes) => sum + sizeBytes, 0);
}
function byPrefix(one, other) {
    return one.prefix < other.prefix ? -1 : 1;
}


/***/ }),

/***/ 2872:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DD: () => (/* binding */ asList),
/* harmony export */   UX: () => (/* binding */ asWhole),
/* harmony export */   Vh: () => (/* binding */ readJson),
/* harmony export */   e1: () => (/* binding */ asText),
/* harmony export */   eB: () => (/* binding */ asObject),
/* harmony export */   ym: () => (/* binding */ ShapeError)
/* harmony export */ });
/** Thrown by the functions here and by readers made of them; never leaves {@link readJson}. */
class ShapeError extends Error {
}
/** Reads a JSON text from outside with a reader that is free to throw; nothing is thrown from here. */
function readJson(text, read) {
    try {
        return { ok: true, value: read(JSON.parse(text)) };
    }
    catch (error) {
        // What else there is comes from JSON.parse, whose message quotes the text.
        return { ok: false, reason: error instanceof ShapeError ? error.message : "it is not JSON" };
    }
}
/**
 * A JSON object by its fields.
 * @throws ShapeError for anything else.
 */
function asObject(value, what) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new ShapeError(`${what} is not an object`);
    }
    return value;
}
/**
 * A JSON list. Go writes an empty one as null or leaves it out.
 * @throws ShapeError for anything else.
 */
function asList(value, what) {
    if (value === undefined || value === null)
        return [];
    if (!Array.isArray(value))
        throw new ShapeError(`${what} is not a list`);
    return value;
}
/**
 * A text that fits a pattern; without one, any text but the empty one.
 * @throws ShapeError for anything else.
 */
function asText(value, what, pattern = /[^]/) {
    if (typeof value !== "string" || !pattern.test(value))
        throw new ShapeError(`${what} is not valid`);
    return value;
}
/**
 * A whole number from `least` on that JavaScript holds exactly.
 * @throws ShapeError for anything else.
 */
function asWhole(value, what, least = 0) {
    if (!Number.isSafeInteger(value) || value < least) {
        throw new ShapeError(`${what} is not a whole number from ${least} on`);
    }
    return value;
}


/***/ }),

/***/ 3960:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pg: () => (/* binding */ writeJob),
/* harmony export */   Uv: () => (/* binding */ readResult),
/* harmony export */   Zk: () => (/* binding */ writeResult),
/* harmony export */   cd: () => (/* binding */ readJob)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


const JOB = "save.json";
const RESULT = "save-result.json";
/** Leaves a job in a folder, and takes away the result of another. */
async function writeJob(folder, job) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, RESULT), { force: true });
    await writeWhole((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, JOB), job);
}
/** The job in a folder. */
async function readJob(folder) {
    return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, JOB), "utf8"));
}
/** Leaves the result beside the job. */
async function writeResult(folder, result) {
    await writeWhole((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, RESULT), result);
}
/** The result in a folder; undefined while there is none. */
async function readResult(folder) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, RESULT), "utf8").catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text);
}
/** Writes a file that is there as a whole or not at all. */
async function writeWhole(path, value) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${path}.part`, JSON.stringify(value));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${path}.part`, path);
}


/***/ }),

/***/ 1531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N9: () => (/* binding */ spawnClient),
/* harmony export */   w1: () => (/* binding */ ownCommand),
/* harmony export */   wM: () => (/* binding */ startEarly)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);

/** What serves the cache client by default: this very program, asked for `cache-store`. */
function ownCommand() {
    return [process.execPath, process.argv[1] ?? "", "cache-store"];
}
/** Starts a process that loads the cache client. It is to be told its folder first, and ends when this one does. */
function spawnClient([program, ...args], env) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        // With it the client unpacks every archive once more, to list what is in it.
        env: { ...env, RUNNER_DEBUG: "" },
        // A process group of its own can be ended as a whole: the client starts tar, and that a compressor.
        detached: true,
        stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    // Nobody may come to ask it anything; who does learns of it as well.
    child.on("error", () => undefined);
    child.unref();
    child.channel?.unref();
    child.stderr?.unref?.();
    return child;
}
/**
 * Starts such a process before inputs are read and before it is known whether it is of use, where it looks like it:
 * loading the client takes longer than all that comes before the first question to it.
 */
function startEarly(env = process.env) {
    const input = (name) => env[`INPUT_${name}`]?.trim() ?? "";
    const isWanted = ["", "actions"].includes(input("CACHE")) && input("CACHE-FROM") + input("CACHE-TO") === "";
    const hasService = Boolean(env["ACTIONS_RUNTIME_TOKEN"] && (env["ACTIONS_RESULTS_URL"] ?? env["ACTIONS_CACHE_URL"]));
    return isWanted && hasService ? spawnClient(ownCommand(), env) : undefined;
}


/***/ }),

/***/ 4960:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ TRANSFERS)
/* harmony export */ });
/** The part of that folder that the client works in. */
const TRANSFERS = ".transfers";


/***/ }),

/***/ 4342:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ Slots)
/* harmony export */ });
/** Lets so many work at a time; others wait in the order in which they came. */
class Slots {
    #free;
    #waiting = [];
    constructor(count) {
        this.#free = count;
    }
    /** Runs `work` when it is its turn. */
    async run(work) {
        if (this.#free > 0)
            this.#free -= 1;
        else
            await new Promise((resolve) => this.#waiting.push(resolve));
        try {
            return await work();
        }
        finally {
            const next = this.#waiting.shift();
            if (next)
                next();
            else
                this.#free += 1;
        }
    }
}


/***/ }),

/***/ 1112:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E: () => (/* binding */ CacheStore)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/edges/cache-store/client-child.ts
var client_child = __webpack_require__(1531);
// EXTERNAL MODULE: ./src/edges/process-group.ts
var process_group = __webpack_require__(7053);
;// CONCATENATED MODULE: ./src/edges/cache-store/client-process.ts

/** The end of what the process printed that is kept to tell why it ended. */
const STDERR_CHARACTERS = 2_000;
/**
 * A process that has the cache client, which prints what it likes and cannot be stopped. This one prints nothing, and
 * is ended with all that it started. It does not keep this process alive; requests under way do.
 */
class ClientProcess {
    #child;
    #ended;
    #waiting = new Map();
    #stderr = "";
    #isRetired = false;
    #isGone = false;
    #isLeft = false;
    #requests = 0;
    /**
     * @param child what `spawnClient` started
     * @param root the folder that all paths are relative to
     */
    constructor(child, root) {
        this.#child = child;
        this.#ended = this.#watch();
        const folder = { root };
        child.send(folder, (error) => {
            if (error)
                this.#fail(error.message);
        });
    }
    /** Whether it takes requests. It does not once it has ended, or left one unanswered for too long. */
    get isUsable() {
        return !this.#isRetired;
    }
    /** Asks for something; what is not answered in time has failed, whatever becomes of it. */
    ask(request, deadlineMs) {
        const id = this.#requests++;
        return new Promise((settle) => {
            const timer = setTimeout(() => {
                // It may do what it was asked for at any time: it is ended, but not before the others have their answers.
                this.#isRetired = true;
                this.#settle(id, failed(`there was no answer within ${deadlineMs / 1_000} s`));
            }, deadlineMs);
            this.#waiting.set(id, { settle, timer });
            this.#child.send({ ...request, id }, (error) => {
                if (error)
                    this.#fail(error.message);
            });
        });
    }
    /**
     * Asks for a last thing and hangs up: the process does it by itself, also when this one has ended.
     * @returns its number; undefined where it cannot be asked.
     */
    async leave(request) {
        if (this.#isRetired)
            return undefined;
        const last = { ...request, id: this.#requests++, isLast: true };
        const sent = await new Promise((resolve) => {
            this.#child.send(last, (error) => {
                resolve(error === null);
            });
        });
        this.#isRetired = true;
        this.#isLeft = sent === true;
        if (this.#child.connected)
            this.#child.disconnect();
        return this.#isLeft ? this.#child.pid : undefined;
    }
    /** Ends it at once, unless it was left to itself, and resolves when it has ended; requests under way fail. */
    async end(reason) {
        if (this.#isLeft)
            return;
        // It is waited for now, and would not be while it does not count.
        if (!this.#isGone)
            this.#child.ref();
        this.#fail(reason);
        await this.#ended;
    }
    /** Resolves when it has ended. */
    #watch() {
        const child = this.#child;
        child.on("message", (reply) => {
            this.#settle(reply.id, reply.outcome);
        });
        child.stderr?.on("data", (chunk) => {
            this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_CHARACTERS);
        });
        return new Promise((resolve) => {
            child.on("error", (error) => {
                this.#fail(error.message);
                if (child.pid === undefined)
                    resolve();
            });
            child.on("close", (code, signal) => {
                this.#fail(`the cache client ended with ${signal ?? code ?? "no code"}${this.#lastWords}`);
                // From now on its number may be another's.
                this.#isGone = true;
                resolve();
            });
        });
    }
    #settle(id, outcome) {
        const waiting = this.#waiting.get(id);
        this.#waiting.delete(id);
        clearTimeout(waiting?.timer);
        waiting?.settle(outcome);
        if (this.#isRetired && this.#waiting.size === 0)
            this.#kill();
    }
    #fail(reason) {
        this.#isRetired = true;
        for (const id of [...this.#waiting.keys()])
            this.#settle(id, failed(reason));
        this.#kill();
    }
    #kill() {
        if (this.#child.pid !== undefined && !this.#isGone)
            (0,process_group/* signalGroup */.i)(this.#child.pid, "SIGKILL");
    }
    get #lastWords() {
        const line = this.#stderr
            .trim()
            .split("\n")
            .findLast((text) => /error/i.test(text));
        return line === undefined ? "" : `: ${line.trim()}`;
    }
}
/** An outcome that says why. */
function failed(reason) {
    return { kind: "failed", reason };
}

// EXTERNAL MODULE: ./src/edges/cache-store/message.ts
var message = __webpack_require__(4960);
// EXTERNAL MODULE: ./src/edges/cache-store/slots.ts
var slots = __webpack_require__(4342);
;// CONCATENATED MODULE: ./src/edges/cache-store/store.ts






/** So many processes a store starts at most: one, and another when that ended or hung. */
const MAX_PROCESSES = 2;
const LOOKUP_MS = 10_000;
const TRANSFER_MS = 300_000;
const LOOKUPS_AT_A_TIME = 8;
const TRANSFERS_AT_A_TIME = 4;
/**
 * The Actions cache, with files below one folder as entries. What runners find does not depend on where that folder
 * is. Nothing here throws for a fault of the service, and nothing of what its client says gets into the log.
 */
class CacheStore {
    #options;
    #root;
    #lookups = new slots/* Slots */.W(LOOKUPS_AT_A_TIME);
    #transfers = new slots/* Slots */.W(TRANSFERS_AT_A_TIME);
    #process;
    #processes = 1;
    /** Why nothing works any more, once that is so. */
    #ended;
    /** What the service said to the save after which none is worth trying. */
    #refusal;
    constructor(options, root) {
        this.#options = options;
        this.#root = root;
        this.#process = new ClientProcess(options.child ?? this.#spawn(), root);
        options.signal?.addEventListener("abort", this.#onAbort, { once: true });
        if (options.signal?.aborted)
            this.#onAbort();
    }
    /**
     * Starts the process, which loads the cache client while this one goes on. The folder is made where there is none;
     * where it cannot be made, all that is asked for fails.
     */
    static async start(options) {
        let trouble;
        const root = await makeRoot(options.root).catch((error) => {
            trouble = String(error);
            return options.root;
        });
        const store = new CacheStore(options, root);
        if (trouble !== undefined)
            await store.#end(trouble);
        return store;
    }
    /** Tells whether there is an entry with a key, or with one that begins with it or with a prefix. */
    lookup(key, paths, prefixes = []) {
        return this.#lookups.run(() => this.#ask({ operation: "lookup", key, paths, prefixes }));
    }
    /** Puts the files of such an entry in place. `paths` are as they were when it was saved. */
    restore(key, paths, prefixes = []) {
        return this.#transfers.run(() => this.#ask({ operation: "restore", key, paths, prefixes }));
    }
    /** Puts the files of an entry in place for which something waits, within its own time. */
    restoreWithin(limitMs, key, path) {
        return this.#transfers.run(() => this.#ask({ operation: "restore", key, paths: [path], prefixes: [] }, limitMs));
    }
    /** Puts a small entry in place, the newest of which the key begins with one of some prefixes, within the time of a lookup. */
    restoreNewest(prefixes, path) {
        return this.#lookups.run(() => this.#ask({ operation: "restore", key: prefixes[0], paths: [path], prefixes }, this.#options.lookupMs ?? LOOKUP_MS));
    }
    /** Saves files under a key. Once the service has refused one, no other is tried. */
    save(key, paths) {
        return this.#transfers.run(async () => {
            if (this.#refusal)
                return this.#refusal;
            const outcome = await this.#ask({ operation: "save", key, paths, prefixes: [] });
            if (outcome.kind === "rate-limited" || outcome.kind === "denied")
                this.#refusal ??= outcome;
            return outcome;
        });
    }
    /**
     * Has files saved under a key by the process alone, which goes on when this one ends. Nothing else can be asked then.
     * @returns its number; undefined where nothing can be saved.
     */
    async leaveSaving(key, paths) {
        if (this.#ended !== undefined || this.#refusal !== undefined)
            return undefined;
        if (!this.#process.isUsable)
            this.#startAnother();
        const pid = await this.#process.leave({ operation: "save", key, paths, prefixes: [] });
        await this.#end("the cache is closed");
        return pid;
    }
    /** Ends the process; what is under way fails. */
    async close() {
        await this.#end("the cache is closed");
    }
    async [Symbol.asyncDispose]() {
        await this.close();
    }
    #ask(request, limitMs = this.#limitMs(request)) {
        if (this.#ended === undefined && !this.#process.isUsable)
            this.#startAnother();
        if (this.#ended !== undefined)
            return Promise.resolve(failed(this.#ended));
        return this.#process.ask(request, limitMs);
    }
    #limitMs({ operation }) {
        const { lookupMs = LOOKUP_MS, transferMs = TRANSFER_MS } = this.#options;
        return operation === "lookup" ? lookupMs : transferMs;
    }
    #startAnother() {
        if (this.#processes === MAX_PROCESSES)
            this.#ended = "the cache client failed twice";
        else {
            this.#processes += 1;
            this.#process = new ClientProcess(this.#spawn(), this.#root);
        }
    }
    #spawn() {
        const { command = (0,client_child/* ownCommand */.w1)(), env = process.env } = this.#options;
        return (0,client_child/* spawnClient */.N9)(command, { ...env, GITHUB_WORKSPACE: this.#root });
    }
    async #end(reason) {
        this.#ended ??= reason;
        this.#options.signal?.removeEventListener("abort", this.#onAbort);
        await this.#process.end(this.#ended);
    }
    #onAbort = () => {
        void this.#end("the run was cancelled");
    };
}
/** Makes the folder, and tells its real path: the client takes paths relative to that. */
async function makeRoot(root) {
    await (0,promises_.mkdir)((0,external_node_path_.join)(root, message/* TRANSFERS */.V), { recursive: true });
    return (0,promises_.realpath)(root);
}


/***/ }),

/***/ 2692:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ digestOf),
/* harmony export */   s: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** The digest of bytes as registries write it: `sha256:` and 64 hexadecimal digits. */
function digestOf(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(bytes).digest("hex")}`;
}
/** The hexadecimal SHA-256 of a text in UTF-8, as the domain is given it. */
function sha256(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(text).digest("hex");
}


/***/ })

};
