"""Writes and reads a volume with python's zarr, as it is asked to on standard input: says what each took."""
import functools
import os
import pickle
import sys
import time

import dask.array as da
import numcodecs
import numpy as np
import zarr
from numcodecs import Blosc

raw, shape = sys.argv[1], tuple(int(size) for size in sys.argv[2].split("x"))
volume = np.fromfile(raw, dtype="<u2").reshape(shape)
chunks = (1,) + tuple(min(1024, size) for size in shape[1:])


def codec():
    return Blosc(cname="zstd", clevel=1, shuffle=Blosc.SHUFFLE)


def write(directory):
    array = zarr.open(
        zarr.DirectoryStore(directory),
        mode="w",
        shape=shape,
        chunks=chunks,
        dtype="<u2",
        compressor=codec(),
        dimension_separator="/",
    )
    array[:] = volume


def read(directory):
    return zarr.open(directory, mode="r")[:]


def cvpl(directory, compressor):
    """What `tlfs.save` of cvpl_tools comes to for an array of dask, less the metadata that ome-zarr-py writes.

    It is da.to_zarr without computing, and da.compute of that; then two small files beside it.
    """
    delayed = da.to_zarr(
        arr=image(),
        url=directory + "/dask_im",
        component="0",
        storage_options={"auto_mkdir": True},
        compute=False,
        compressor=compressor,
        dimension_separator="/",
    )
    da.compute(delayed)


@functools.lru_cache(maxsize=None)
def image():
    return da.from_array(volume, chunks=chunks, name="volume")


def cvpl_numpy(directory):
    """What it comes to for an array of numpy with a compressor: one pickle, compressed as a whole."""
    os.makedirs(directory)
    with open(directory + "/im_compressed.bin", "wb") as file:
        file.write(codec().encode(pickle.dumps(volume)))


WORK = {
    "write": write,
    "read": read,
    # The default of cache_im, which hands over no compressor: that of zarr.
    "cvpl": lambda directory: cvpl(directory, zarr.storage.default_compressor),
    "cvpl-zstd": lambda directory: cvpl(directory, codec()),
    # The default of write_ome_zarr_image.
    "cvpl-bitshuffle": lambda directory: cvpl(directory, Blosc(cname="lz4", clevel=9, shuffle=Blosc.BITSHUFFLE)),
    "cvpl-numpy": cvpl_numpy,
}


def timed(name, directory):
    image()  # is there before it is saved
    clock, cpu = time.perf_counter(), time.process_time()
    result = WORK[name](directory)
    spent = time.process_time() - cpu, time.perf_counter() - clock
    if result is not None and not np.array_equal(result, volume):
        raise AssertionError("python read other values than were written")
    return spent


print("ready", zarr.__version__, numcodecs.__version__, flush=True)
for line in sys.stdin:
    name, directory = line.strip().split(" ", 1)
    print("%.6f %.6f" % timed(name, directory), flush=True)
