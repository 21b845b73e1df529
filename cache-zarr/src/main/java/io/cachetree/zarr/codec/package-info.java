/**
 * From bytes to fewer bytes and back, as Zarr's chunks are stored.
 *
 * <ul>
 *   <li>{@link io.cachetree.zarr.codec.ByteCodec} is one such step: {@link io.cachetree.zarr.codec.BloscCodec},
 *       {@link io.cachetree.zarr.codec.ZstdCodec}, {@link io.cachetree.zarr.codec.DeflateCodec} (gzip and zlib),
 *       {@link io.cachetree.zarr.codec.Crc32cCodec}; {@link io.cachetree.zarr.codec.CodecChain} is several.
 *   <li>{@link io.cachetree.zarr.codec.Workspace} is what a thread works with: buffers and contexts that are used again.
 *   <li>A decoder never makes more bytes than its caller allows, whatever the encoded bytes say of themselves; it
 *       throws {@link io.cachetree.zarr.codec.DamagedDataException} instead.
 * </ul>
 *
 * <p>Depends on zstd-jni and lz4-java, and on nothing of CacheTree.
 */
@NullMarked
package io.cachetree.zarr.codec;

import org.jspecify.annotations.NullMarked;
