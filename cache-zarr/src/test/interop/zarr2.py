"""Writes arrays with zarr-python 2 for ours to read ("write"), or checks those that ours wrote ("check").

Element i, counted in C order, is i * i % 121, minus 60 if the type has a sign, a fourth of that if it is floating
point, and whether i % 3 is 0 if it is boolean.
"""
import itertools
import os
import sys
import numcodecs
import numpy as np
import zarr


def elements(shape, dtype):
    i = np.arange(int(np.prod(shape)), dtype="i8").reshape(shape)
    kind = np.dtype(dtype).kind
    if kind == "b":
        return i % 3 == 0
    values = i * i % 121 - (0 if kind == "u" else 60)
    return (values / 4 if kind == "f" else values).astype(dtype)


def write(folder):
    types = ["|b1", "|i1", "|u1"] + [o + t for o in "<>" for t in ["i2", "i4", "i8", "u2", "u4", "u8", "f2", "f4", "f8"]]
    codecs = [None, numcodecs.Zstd(3), numcodecs.GZip(1), numcodecs.Zlib(1)]
    codecs += [numcodecs.Blosc(c, 5, s) for c in ["lz4", "lz4hc", "zlib", "zstd"] for s in [-1, 0, 1, 2]]
    layouts = [((), ()), ((7,), (3,)), ((1000,), (1000,)), ((20, 33), (7, 16)), ((5, 70, 60), (1, 64, 64)), ((3, 4, 5, 6), (2, 2, 5, 4))]
    combinations = itertools.product(types, codecs, layouts, "CF", "/.")
    for number, (dtype, codec, (shape, chunks), order, separator) in enumerate(combinations):
        if number % 7 == 0:  # each pair of values is met
            write_one(f"{folder}/{number}", dtype, codec, shape, chunks, order, separator)


def write_one(path, dtype, codec, shape, chunks, order, separator):
    store = zarr.storage.DirectoryStore(path, dimension_separator=separator)
    array = zarr.create(
        shape, chunks=chunks, dtype=dtype, compressor=codec, order=order, fill_value=0, store=store,
        dimension_separator=separator, write_empty_chunks=False)
    array[...] = elements(shape, dtype)


def check(folder):
    for name in sorted(os.listdir(folder)):
        array = zarr.open(f"{folder}/{name}", mode="r")
        np.testing.assert_array_equal(array[...], elements(array.shape, array.dtype), err_msg=str(array.info))


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](sys.argv[2])
    print("done")
