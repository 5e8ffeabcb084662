/// Durations of the same work, in nanoseconds.
struct Times {
  let sorted: [Double]

  init(_ times: [Double]) { sorted = times.sorted() }

  var median: Double { percentile(0.5) }

  func percentile(_ share: Double) -> Double {
    sorted.isEmpty ? 0 : sorted[min(Int(Double(sorted.count) * share), sorted.count - 1)]
  }
}

/// Ways of timing.
enum Timing {
  private static let clock = ContinuousClock()

  /// The nanoseconds that `body` takes.
  static func once(_ body: () throws -> Void) rethrows -> Double {
    try clock.measure(body) / .nanoseconds(1)
  }

  /// Runs `body` until a second has gone by, within limits.
  static func repeated(atLeast: Int, atMost: Int, _ body: () throws -> Void) rethrows -> Times {
    var times: [Double] = []
    var total = 0.0
    while times.count < atLeast || (times.count < atMost && total < 1e9) {
      times.append(try once(body))
      total += times.last ?? 0
    }
    return Times(times)
  }

  /// Runs all `bodies` in turn, so that what slows the machine down slows all; the first round
  /// only warms up.
  static func interleaved(passes: Int, _ bodies: [() throws -> Void]) throws -> [Times] {
    var times = bodies.map { _ in [Double]() }
    for pass in 0...passes {
      for (index, body) in bodies.enumerated() {
        let time = try once(body)
        if pass > 0 { times[index].append(time) }
      }
    }
    return times.map(Times.init)
  }

  /// The times of single calls over `texts` in turn, all seen before, less the clock's own.
  static func calls(_ texts: [String], _ call: (String) throws -> Int) rethrows -> Times {
    for _ in 0..<3 { for text in texts { _ = try call(text) } }
    var times: [Double] = []
    var total = 0.0
    while total < 2e8, times.count < 200_000 {
      for text in texts {
        let start = clock.now
        let count = try call(text)
        let time = (clock.now - start) / .nanoseconds(1)
        total += time
        times.append(count >= 0 ? max(time - cost, 0) : 0)
      }
    }
    return Times(times)
  }

  /// What looking at the clock takes.
  private static let cost = Times(
    (0..<2000).map { _ in
      let start = clock.now
      return (clock.now - start) / .nanoseconds(1)
    }
  ).median
}
