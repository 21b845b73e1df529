"""Reads an image of OME-Zarr 0.4 that ours wrote, with zarr-python 2, and computes its levels anew.

Element i of the image, counted in C order, is i % 60000, and of its labels "nuclei" i % 7. Levels are half as large in
the last two dimensions: means rounded to the nearest, halves upwards, and the most frequent label, the first of several.
"""
import itertools
import sys
import numpy as np
import zarr


def blocks(finer):
    rows, columns = finer.shape[-2:]
    for y, x in itertools.product(range(0, rows, 2), range(0, columns, 2)):
        block = finer[..., y:y + 2, x:x + 2]
        yield y // 2, x // 2, block.reshape(block.shape[:-2] + (-1,))


def halve(finer, reduce):
    coarser = np.zeros(finer.shape[:-2] + tuple((n + 1) // 2 for n in finer.shape[-2:]), finer.dtype)
    for y, x, block in blocks(finer):
        coarser[..., y, x] = np.apply_along_axis(reduce, -1, block)
    return coarser


def mean(values):
    return np.floor(values.mean() + 0.5)


def mode(values):
    values = list(values)
    return max(values, key=values.count)  # the first of several


def check(group, modulo, reduce):
    image = zarr.open_group(group, mode="r")
    multiscale = image.attrs["multiscales"][0]
    expected = None
    for dataset in multiscale["datasets"]:
        found = image[dataset["path"]]
        if expected is None:
            expected = (np.arange(found.size) % modulo).reshape(found.shape).astype(found.dtype)
        else:
            expected = halve(expected, reduce)
        assert len(multiscale["axes"]) == found.ndim
        assert np.array_equal(found[...], expected), dataset
    print(multiscale["name"], len(multiscale["datasets"]), "levels")
    return image


root = check(sys.argv[1], 60000, mean)
for name in root["labels"].attrs["labels"]:
    check(sys.argv[1] + "/labels/" + name, 7, mode)
