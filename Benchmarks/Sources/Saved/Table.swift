/// Measurements as lines for a person.
enum Table {
  /// One line for each measurement, and the older value beside it where there is one.
  ///
  /// A ratio is above 1 where the new value is the better one.
  static func text(_ measurements: [Measurement], comparedWith older: SavedReport?) -> String {
    var lines: [String] = []
    var heading = ""
    for measurement in measurements {
      let title = "\(measurement.suite): \(measurement.subject)"
      if title != heading {
        lines += [lines.isEmpty ? title : "\n\(title)"]
        heading = title
      }
      lines.append(line(measurement, older.flatMap { value(of: measurement, in: $0) }))
    }
    return lines.joined(separator: "\n")
  }

  private static func line(_ measurement: Measurement, _ before: Double?) -> String {
    let name = "  " + measurement.what.padded(to: 28)
    let value = rounded(measurement.value).padded(to: -10)
    let line = "\(name)\(value) \(measurement.unit.rawValue.padded(to: 15))"
    guard let before, before > 0, measurement.value > 0 else { return line }
    let ratio =
      measurement.unit.growsWithSpeed
      ? measurement.value / before : before / measurement.value
    return "\(line)  before \(rounded(before).padded(to: -10))  better by \(rounded(ratio))"
  }

  private static func value(of measurement: Measurement, in report: SavedReport) -> Double? {
    report.measurements.first {
      $0.suite == measurement.suite && $0.subject == measurement.subject
        && $0.what == measurement.what && $0.unit == measurement.unit
    }?.value
  }

  private static func rounded(_ value: Double) -> String {
    value >= 100 ? "\(Int(value.rounded()))" : "\((value * 100).rounded() / 100)"
  }
}

extension String {
  /// Filled up with spaces behind, or in front when `width` is negative.
  func padded(to width: Int) -> String {
    let spaces = String(repeating: " ", count: max(abs(width) - count, 0))
    return width < 0 ? spaces + self : self + spaces
  }
}
