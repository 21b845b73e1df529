package io.cachetree.examples;

import io.cachetree.examples.density.RegionDensity;
import java.util.List;

/**
 * The result of the pipeline.
 *
 * @param threshold the grey value above which a voxel belongs to a nucleus
 * @param components the connected parts of the foreground
 * @param nuclei the nuclei after touching ones were parted and small objects dropped
 * @param regions their density in the four quarters of the scan
 */
public record NucleiReport(double threshold, int components, int nuclei, List<RegionDensity> regions) {}
