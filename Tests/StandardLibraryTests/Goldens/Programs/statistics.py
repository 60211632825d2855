#--- means and medians
from statistics import *
from fractions import Fraction as F
for data in ([1, 2, 3, 4], [1, 2, 3], [1.5, 2.5, 4.0], [0.1] * 10, [F(1, 3), F(2, 3)], [1, 2.5], [True, False, True], range(10), [1e100, 1.0, -1e100], [3], [1, F(1, 2)], [0.5, F(1, 2)]):
    print(repr(mean(data)), fmean(data), repr(median(data)), repr(median_low(data)), repr(median_high(data)))
print(geometric_mean([54, 24, 36]), harmonic_mean([40, 60]), harmonic_mean([40, 60], weights=[5, 30]), harmonic_mean([0, 1]), fmean([1, 2, 3], weights=[1, 0, 3]), harmonic_mean([2.5, 3, 10]))
print(median_grouped([52, 52, 53, 54]), median_grouped([1, 3, 3, 5, 7]), median_grouped([1, 3, 3, 5, 7], interval=2))
print(mode([1, 1, 2, 3]), mode("aabbb"), multimode("aabbbbccddddeeffffgg"), multimode([]), mode([2, 1, 1, 2]))
print(mean([float("inf"), 1]), mean([float("nan"), 1]))
#--- spread
from statistics import *
from fractions import Fraction as F
for data in ([2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5], [1, 2, 3, 4], [27.5, 30.25, 30.25, 34.5, 41.75], [0.1, 0.2, 0.3], [F(1, 6), F(1, 2), F(5, 3)], [10, 10], [1, 2.5, 7], range(100), [1e-10, 2e-10, 3e10]):
    print(repr(variance(data)), repr(pvariance(data)), stdev(data), pstdev(data))
d = [1.0, 2.0, 4.0]
print(variance(d, mean(d)), pvariance(d, mean(d)), stdev(d, mean(d)), pstdev(d, 2), variance(d, xbar=3))
#--- quantiles and columns
from statistics import *
d = [105, 129, 87, 86, 111, 111, 89, 81, 108, 92, 110, 100, 75, 105, 103, 109, 76, 119, 99, 91, 103, 129, 106, 101, 84, 111, 74, 87, 86, 103, 103, 106, 86, 111, 75, 87, 102, 121, 111, 88, 89, 101, 106, 95, 103, 107, 101, 81, 109, 104]
print(quantiles(d), quantiles(d, n=10), quantiles(d, n=4, method="inclusive"), quantiles([1, 2], n=3), [round(q, 1) for q in quantiles(d, n=10)])
x, y = [1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 1, 2, 3, 1, 2, 3]
print(covariance(x, y), correlation(x, y), correlation(x, x), correlation(x, x[::-1]), linear_regression(x, y), linear_regression([1.0, 2.0, 3.5], [2.1, 3.9, 7.2], proportional=True))
slope, intercept = linear_regression([1971, 1975, 1979, 1982, 1983], [1, 2, 3, 4, 5])
print(round(slope * 2019 + intercept))
#--- the normal distribution
from statistics import NormalDist
n = NormalDist(100, 15)
print(n, n.mean, n.stdev, n.variance, n.median, n.mode, n.pdf(110), n.cdf(110), n.inv_cdf(0.95), n.zscore(130), n.quantiles(), n + 5, n * 2, n - NormalDist(1, 2), n / 4, -n, n == NormalDist(100, 15))
print([NormalDist().inv_cdf(p) for p in (1e-20, 1e-5, 0.01, 0.3, 0.5, 0.9, 0.999999)])
print(NormalDist.from_samples([-120.0, 52.5, 99.5]), NormalDist(2.4, 1.6).overlap(NormalDist(3.2, 2.0)), NormalDist(0, 1).overlap(NormalDist(1, 1)))
#--- mistakes
from statistics import *
for bad in (lambda: mean([]), lambda: fmean([]), lambda: median([]), lambda: mode([]), lambda: stdev([1]), lambda: variance([]), lambda: pstdev([]), lambda: pvariance([]), lambda: geometric_mean([]), lambda: geometric_mean([-1]), lambda: harmonic_mean([]), lambda: harmonic_mean([-1, 2]), lambda: quantiles([1]), lambda: quantiles([1, 2], n=0), lambda: quantiles([1, 2], method="x"), lambda: correlation([1], [1]), lambda: correlation([1, 2], [1]), lambda: correlation([1, 1], [1, 2]), lambda: linear_regression([1, 1], [1, 2]), lambda: NormalDist(0, -1), lambda: NormalDist(0, 0).pdf(1), lambda: NormalDist().inv_cdf(2), lambda: mean(["a"]), lambda: mean([None]), lambda: median(["a", 1])):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(issubclass(StatisticsError, ValueError))
#--- Means of what is not finite
import math, statistics
inf, nan = math.inf, math.nan
for f, data in ((statistics.fmean, [nan, inf]), (statistics.fmean, [inf, inf]), (statistics.fmean, [inf, -inf]), (statistics.geometric_mean, [nan, inf]), (statistics.geometric_mean, [inf, inf]), (statistics.geometric_mean, [inf, -inf]), (statistics.geometric_mean, [0.0, 1]), (statistics.mean, [nan, inf]), (statistics.mean, [inf, -inf]), (math.fsum, [nan, inf, -inf]), (math.fsum, [inf, nan])):
    try: print(f(data))
    except Exception as e: print(type(e).__name__, e)
for f in (lambda: math.perm(10**30, 0), lambda: math.perm(10**30, 1), lambda: math.perm(10**20, 3), lambda: math.comb(10**30, 2), lambda: math.perm(5, 10**30), lambda: math.perm(-1, 0), lambda: math.perm(10**30, -1), lambda: math.perm(10, None), lambda: math.perm(2.0, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
