"""Reads the images of a tree with zarr-python and checks them.

The label images have to equal those in files of 32-bit integers, voxel by voxel; the mask has to be what lies above the
threshold. With scipy, the components of the mask and the smoothed scan are computed anew.
"""
import sys
import numpy as np
import zarr

tree, ours, threshold = sys.argv[1], sys.argv[2], float(sys.argv[3])


def image(path):
    return zarr.open_group(tree + "/" + path + ".ome.zarr", mode="r")["0"][...]


def compare(name, path):
    found = image(path)
    expected = np.fromfile(ours + "/" + name, "<i4").reshape(found.shape)
    assert np.array_equal(found, expected), name
    print(found.max(), name)
    return found


def same_objects(one, other):
    """Whether each object of one image is just one object of the other."""
    pairs = np.unique(np.stack([one.ravel(), other.ravel()]), axis=1)
    return all(len(np.unique(side)) == pairs.shape[1] for side in pairs)


scan = image("load/current/scan")
mask = scan > threshold
assert np.array_equal(image("mask/current/mask"), mask)
components = compare("components", "label/current/components")
nuclei = compare("nuclei", "split/current/nuclei")
assert np.all(mask[nuclei > 0])

try:
    from scipy import ndimage
except ImportError:
    print("without scipy")
else:
    labels, count = ndimage.label(mask, np.ones((3, 3, 3)))
    assert same_objects(labels, components)
    smoothed = ndimage.gaussian_filter(scan.astype(np.float64), (0.5, 1, 1))
    assert np.abs(image("smooth/current/smoothed") - smoothed).max() < 1e-3
    print(count, "components by scipy")
