"""Writes what cvpl_tools leaves behind when its tlfs.save stores arrays, for ours to read.

cvpl_tools itself and ome-zarr-py, which it writes through, are not run here: they are not packaged for Debian. This script
makes the calls of dask and zarr-python 2 that they end in, with the same arguments, and sets the same attributes:

- save(file, dask array) writes OME-Zarr 0.4 into file/dask_im: a level for each of storage_options["multiscale"], the
  largest included, by dask.array.to_zarr into a component of that number, compressed by storage_options["compressor"] or
  the default of zarr, and then the attribute "multiscales". In front of it lies file/.save_meta.txt.
- the names of chunks have "." or "/", which depends on its version: the store is a directory, or one of ome-zarr-py.
- write_ome_zarr_image with labels: all of their axes are of type space, "image-label" has nothing but a version.
- write_ome_zarr_image to a name that ends in .zip: the finished directory is copied into a ZipStore.
- save(file, numpy array) writes file/im.npy, which is no Zarr.

Not the same is which elements a coarser level has: every second one here, which ome-zarr-py takes from scikit-image.
Elements are those of zarr2.py.
"""
import sys

import dask.array as da
import numcodecs
import numpy as np
import zarr

from zarr2 import elements

BITSHUFFLED = numcodecs.Blosc(cname="lz4", clevel=9, shuffle=numcodecs.Blosc.BITSHUFFLE)


def axes(ndim, is_label):
    names = ["x", "y", "z", "c"][:ndim][::-1]
    return [{"name": n, "type": "channel" if n == "c" and not is_label else "space"} for n in names]


def write_levels(url, image, levels, separator, options, is_label=False):
    store = zarr.storage.FSStore(url, mode="w", dimension_separator=separator) if separator else url
    group = zarr.open_group(store, mode="w")
    datasets = []
    for level in range(levels):
        da.to_zarr(
            image, url, component=str(level), storage_options={"auto_mkdir": True}, compute=True, overwrite=True,
            dimension_separator=separator, **options)
        scale = [1.0] * (image.ndim - 2) + [2.0 ** level] * 2
        datasets.append({"path": str(level), "coordinateTransformations": [{"scale": scale, "type": "scale"}]})
        image = image[..., ::2, ::2].rechunk(image.chunksize)
    group.attrs["multiscales"] = [
        {"version": "0.4", "datasets": datasets, "name": group.name, "axes": axes(image.ndim, is_label)}]
    return group


def save(file, dtype, shape, chunks, levels, separator, options):
    write_levels(f"{file}/dask_im", da.from_array(elements(shape, dtype), chunks=chunks), levels, separator, options)
    with open(f"{file}/.save_meta.txt", "w") as meta:
        meta.write(f"1\n{chunks}\n{chunks}\ncompressor:{options.get('compressor')!r}")


def save_with_labels(file, shape, chunks, levels, separator, options):
    save(file, "u2", shape, chunks, levels, separator, options)
    labels = write_levels(
        f"{file}/dask_im/labels/cells", da.from_array(elements(shape, "i4"), chunks=chunks), levels, separator, options, True)
    labels.attrs["image-label"] = {"version": "0.4"}
    zarr.open_group(f"{file}/dask_im/labels", mode="a").attrs["labels"] = ["cells"]


def save_zip(file, source):
    with zarr.ZipStore(file, mode="w") as target:
        zarr.copy_all(zarr.open_group(source, mode="r"), zarr.group(target))


folder = sys.argv[1]
types = ["|b1", "|u1", "<u2", "<i2", "<i4", "<u4", "<i8", "<f2", "<f4", "<f8"]
layouts = [((7, 5), (4, 4), 1), ((3, 17, 23), (2, 8, 8), 3), ((2, 5, 33, 21), (1, 5, 33, 21), 4), ((64, 1), (64, 1), 2)]
compressors = [{"compressor": BITSHUFFLED}, {}, {"compressor": None}, {"compressor": numcodecs.Zstd(1)}]
number = 0
for dtype in types:
    for i, (shape, chunks, levels) in enumerate(layouts):
        for separator in [None, "/"]:
            save(f"{folder}/{number}", dtype, shape, chunks, levels, separator, compressors[(number + i) % 4])
            number += 1
save_with_labels(f"{folder}/labels3", (3, 17, 23), (2, 8, 8), 2, "/", compressors[0])
save_with_labels(f"{folder}/labels4", (2, 3, 17, 23), (1, 2, 8, 8), 2, "/", compressors[0])
save_zip(f"{folder}/0.zip", f"{folder}/0/dask_im")
np.save(f"{folder}/im.npy", elements((7, 5), "<u2"))
print("done")
