// The little of WASI that the core's C library asks for: no files, no clock, no environment, no network.
// The page and the tests use this same shim.

const BADF = 8, SUCCESS = 0;

// Imports for a module compiled for wasm32-wasi. `memory` is called when the module runs: () => WebAssembly.Memory.
export function wasiImports(memory) {
  const words = () => new DataView(memory().buffer);
  return {
    wasi_snapshot_preview1: {
      fd_write(fd, parts, count, written) { // what the core would print is dropped: it prints nothing
        let bytes = 0;
        for (let i = 0; i < count; i++) bytes += words().getUint32(parts + 8 * i + 4, true);
        words().setUint32(written, bytes, true);
        return SUCCESS;
      },
      fd_read: () => BADF,
      fd_close: () => BADF,
      fd_seek: () => BADF,
      fd_fdstat_get: () => BADF,
      fd_fdstat_set_flags: () => BADF,
      fd_filestat_get: () => BADF,
      fd_prestat_get: () => BADF, // no directory is open to the module
      fd_prestat_dir_name: () => BADF,
      fd_readdir: () => BADF,
      path_open: () => BADF,
      path_filestat_get: () => BADF,
      path_rename: () => BADF,
      path_unlink_file: () => BADF,
      clock_time_get(id, precision, time) {
        words().setBigUint64(time, 0n, true);
        return SUCCESS;
      },
      environ_sizes_get(count, size) {
        words().setUint32(count, 0, true);
        words().setUint32(size, 0, true);
        return SUCCESS;
      },
      environ_get: () => SUCCESS,
      proc_exit(code) { throw new Error(`The core stopped with code ${code}.`); },
    },
  };
}
