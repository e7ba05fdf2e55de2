/** Agglomerative clustering of speech segments into speakers: the closest pair by BIC merges first. @module */
import { type ClusterStatistics, clusterStatistics, compareByBic } from './bic.ts'
import { SufficientStatistics } from './sufficient-statistics.ts'

/** BIC penalty weight (lambda). Low, as a wrong merge is never undone; short segments that stay apart merge later. */
const PENALTY_WEIGHT = 0.25
/** Clustering compares all pairs: longer recordings are clustered in groups first. */
const MAX_SEGMENTS_PER_GROUP = 400

/**
 * @param segments each by one speaker, in spoken order
 * @param maxClusters merging goes on down to this number, however different the clusters are
 * @param prior covariance of speech within a segment
 * @returns for each segment the number of its cluster
 */
export function clusterSegments(
  segments: readonly SufficientStatistics[],
  maxClusters: number,
  prior: Float64Array
): readonly number[] {
  const groups: (readonly number[])[] = []
  const clusters: SufficientStatistics[] = []
  for (let from = 0; from < segments.length; from += MAX_SEGMENTS_PER_GROUP) {
    const group = segments.slice(from, from + MAX_SEGMENTS_PER_GROUP)
    // A group keeps more clusters than allowed: the last pass over all groups merges them.
    const clustering = mergeClosest(
      group,
      segments.length <= MAX_SEGMENTS_PER_GROUP ? maxClusters : 2 * maxClusters,
      prior
    )
    groups.push(clustering.map((cluster) => clusters.length + cluster))
    const first = clusters.length
    for (const [index, cluster] of clustering.entries()) {
      clusters[first + cluster] ??= new SufficientStatistics()
      clusters[first + cluster]?.merge(group[index] ?? new SufficientStatistics())
    }
  }
  if (groups.length < 2) return groups[0] ?? []
  const clustering = mergeClosest(clusters, maxClusters, prior)
  return groups.flat().map((cluster) => clustering[cluster] ?? 0)
}

type Neighbor = Readonly<{ to: number; excess: number }>

function mergeClosest(
  segments: readonly SufficientStatistics[],
  maxClusters: number,
  prior: Float64Array
): readonly number[] {
  const clusters: ClusterStatistics[] = segments.map((segment) =>
    clusterStatistics(SufficientStatistics.sumOf([segment]), prior)
  )
  const clusterOf = segments.map((_, index) => index)
  const remaining = new Set(clusterOf)
  const excess = (a: number, b: number): number => {
    const [one, two] = [clusters[a], clusters[b]]
    if (!one || !two) return Number.POSITIVE_INFINITY
    const { logLikelihoodRatio, penalty } = compareByBic(one, two, prior)
    return logLikelihoodRatio - PENALTY_WEIGHT * penalty
  }
  // The nearest later neighbor of each cluster; a merge invalidates only those that it touched.
  const nearest = new Map<number, Neighbor>()
  const findNearest = (from: number): void => {
    let best: Neighbor | undefined
    for (const to of remaining) {
      if (to <= from) continue
      const here = excess(from, to)
      if (!best || here < best.excess) best = { to, excess: here }
    }
    if (best) nearest.set(from, best)
    else nearest.delete(from)
  }
  for (const from of remaining) findNearest(from)
  for (;;) {
    const pair = [...nearest].reduce<readonly [number, Neighbor] | undefined>(
      (best, next) => (!best || next[1].excess < best[1].excess ? next : best),
      undefined
    )
    if (!pair || (pair[1].excess >= 0 && remaining.size <= maxClusters)) break
    const [into, { to: removed }] = pair
    const both = [clusters[into], clusters[removed]].flatMap((cluster) =>
      cluster ? [cluster.statistics] : []
    )
    clusters[into] = clusterStatistics(SufficientStatistics.sumOf(both), prior)
    remaining.delete(removed)
    nearest.delete(removed)
    for (const [index, cluster] of clusterOf.entries()) if (cluster === removed) clusterOf[index] = into
    for (const each of remaining) {
      const near = nearest.get(each)
      if (each === into || near?.to === removed || near?.to === into) findNearest(each)
      else if (each < into) {
        const here = excess(each, into)
        if (!near || here < near.excess) nearest.set(each, { to: into, excess: here })
      }
    }
  }
  const numbers = new Map([...remaining].sort((a, b) => a - b).map((cluster, number) => [cluster, number]))
  return clusterOf.map((cluster) => numbers.get(cluster) ?? 0)
}
