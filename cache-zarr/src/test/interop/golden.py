"""Writes the frames under src/test/resources/golden, with Debian's python3-numcodecs (0.11).

Element i is i * i % 1000, little-endian. A file's name is <codec>-<shuffle>-<bytes of an element>-<elements>.bin, or
<codec>-<bytes of an element>-<elements>.bin where there is no shuffle.
"""
import sys
import numcodecs
import numpy as np

TYPES = {1: "u1", 2: "<u2", 4: "<u4", 8: "<u8"}


def elements(size, count):
    return (np.arange(count, dtype="u8") ** 2 % 1000).astype(TYPES[size])


def write(name, codec, size, count):
    with open(f"{sys.argv[1]}/{name}-{size}-{count}.bin", "wb") as file:
        file.write(codec.encode(elements(size, count)))


for cname in ["lz4", "lz4hc", "zlib", "zstd", "blosclz"]:
    for shuffle in [0, 1, 2]:
        for size, count in [(1, 1000), (2, 1003), (4, 1000), (8, 1003)]:
            write(f"blosc-{cname}-{shuffle}", numcodecs.Blosc(cname, 5, shuffle), size, count)
for cname in ["lz4", "zstd"]:  # several blocks, the last of which is shorter
    write(f"blosc-{cname}-1", numcodecs.Blosc(cname, 5, 1, blocksize=4096), 2, 5003)
    write(f"blosc-{cname}-2", numcodecs.Blosc(cname, 5, 2, blocksize=4096), 4, 5003)
write("blosc-stored-1", numcodecs.Blosc("zstd", 0, 1), 2, 1003)
write("zstd", numcodecs.Zstd(3), 2, 1003)
write("gzip", numcodecs.GZip(5), 2, 1003)
write("zlib", numcodecs.Zlib(5), 2, 1003)
