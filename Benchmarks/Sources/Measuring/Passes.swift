/// The speed of the first pass, when caches are empty, and the median of the later ones, in MB/s.
struct Passes {
  var first: Double
  var later: Double

  /// Runs `pass` at least `least` times, and on until half a second has gone by or there are four
  /// times as many; `Peers/sample.py` does the same.
  static func measure(
    bytes: Int, least: Int, _ pass: () throws -> Void
  ) throws -> Passes {
    let clock = ContinuousClock()
    var speeds: [Double] = []
    var total = Duration.zero
    while speeds.count < least || (speeds.count < 4 * least && total < .milliseconds(500)) {
      let time = try clock.measure(pass)
      total += time
      speeds.append(Double(bytes) / max(time / .microseconds(1), 0.001))
    }
    let later = speeds.dropFirst().sorted()
    return Passes(first: speeds[0], later: later[later.count / 2])
  }
}
