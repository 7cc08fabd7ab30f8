export const id = 807;
export const ids = [807];
export const modules = {

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 3226:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  doctor: () => (/* binding */ doctor)
});

// EXTERNAL MODULE: ./src/domain/cache-token.ts
var cache_token = __webpack_require__(2250);
// EXTERNAL MODULE: ./src/edges/buildx-version.ts
var buildx_version = __webpack_require__(4505);
// EXTERNAL MODULE: ./src/edges/docker.ts + 2 modules
var edges_docker = __webpack_require__(661);
// EXTERNAL MODULE: ./src/edges/emulation.ts + 2 modules
var emulation = __webpack_require__(9888);
// EXTERNAL MODULE: ./src/edges/engine.ts + 1 modules
var edges_engine = __webpack_require__(7406);
// EXTERNAL MODULE: ./src/edges/github.ts
var github = __webpack_require__(4843);
// EXTERNAL MODULE: ./src/edges/log.ts + 1 modules
var log = __webpack_require__(4696);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 1 modules
var exec = __webpack_require__(1955);
;// CONCATENATED MODULE: ./src/edges/qemu.ts

/**
 * Asks the emulators for their version, by handler name. One whose program is not on this file system, as after an
 * installation from a container, is left out.
 */
async function readQemuVersions(handlers) {
    const found = await Promise.all(handlers.map(async ({ name, interpreter }) => [name, await readVersion(interpreter)]));
    return Object.fromEntries(found.flatMap(([name, version]) => (version === undefined ? [] : [[name, version]])));
}
async function readVersion(interpreter) {
    try {
        // Quoted, since a command is split at its blanks, unlike its arguments.
        const { stdout } = await (0,exec/* getExecOutput */.H)(`"${interpreter}"`, ["--version"], { silent: true });
        return /qemu.* version (\d[\w.]*)/i.exec(stdout)?.[1];
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./src/edges/user-config.ts
var user_config = __webpack_require__(4070);
// EXTERNAL MODULE: ./src/phases/report.ts + 24 modules
var report = __webpack_require__(3197);
;// CONCATENATED MODULE: ./src/doctor.ts










/**
 * Reports on this machine for people who want to know whether a build would work here, and what would hurt it. Fails
 * when nothing could be built at all.
 */
async function doctor() {
    await doctor_report().catch(log.sayFailure);
}
async function doctor_report() {
    const docker = new edges_docker.Docker();
    const engine = await (0,edges_engine/* readEngine */.Rz)(docker, (0,buildx_version/* readBuildxVersion */.x)(docker));
    const builder = await (0,edges_engine/* readBuilder */.kj)(docker, await (0,user_config/* contextName */.f)());
    const handlers = (0,edges_engine/* sharesKernel */.aY)(engine) ? await (0,emulation/* readHandlers */.kP)() : undefined;
    const hurts = (0,report/* sayEnvironment */.vD)({
        engine,
        builder,
        handlers,
        qemuVersions: await readQemuVersions(handlers ?? []),
        freeBytes: await (0,edges_engine/* freeBytes */.go)(engine.rootFolder),
        cacheRights: (0,cache_token/* cacheRights */.Q)((0,github/* readCacheService */.YV)()),
    });
    if (!hurts)
        (0,log.say)("Nothing found that would hurt a build.");
}


/***/ }),

/***/ 4505:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ readBuildxVersion)
/* harmony export */ });
/* harmony import */ var _domain_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9548);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(661);


/**
 * What `docker buildx version` prints.
 * @throws ActionError `docker-missing`, `buildx-missing`.
 */
async function readBuildxVersion(docker) {
    try {
        return await docker.run(["buildx", "version"]);
    }
    catch (error) {
        if (error instanceof _docker_js__WEBPACK_IMPORTED_MODULE_1__/* .DockerError */ .B)
            throw (0,_domain_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .buildxMissing */ .pV)();
        throw error;
    }
}


/***/ })

};
