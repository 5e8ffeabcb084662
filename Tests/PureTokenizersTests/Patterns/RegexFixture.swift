import Foundation

/// Fixtures/patterns/matches.json: patterns, texts, and what tokenizers matches.
struct RegexFixture {
  struct Row {
    var text: String
    /// Of the matches that are not empty, in scalars.
    var ranges: [[Int]]
    /// With every match replaced by U+E000.
    var replaced: String
  }

  struct Entry {
    var pattern: String
    var rows: [Row]
  }

  struct Malformed: Error {}

  var accepted: [Entry]
  var rejected: [(pattern: String, problem: String)]

  static func load(file: String = #filePath) throws -> RegexFixture {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent()
    let url = folder.appendingPathComponent("../../../Fixtures/patterns/matches.json")
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: url))
    guard let root = object as? [String: Any], let accepted = root["accepted"] as? [[Any]],
      let rejected = root["rejected"] as? [[String]]
    else { throw Malformed() }
    return RegexFixture(
      accepted: try accepted.map(entry), rejected: rejected.map { ($0[0], $0[1]) })
  }

  private static func entry(_ json: [Any]) throws -> Entry {
    guard let pattern = json.first as? String, let rows = json.last as? [[Any]] else {
      throw Malformed()
    }
    return Entry(pattern: pattern, rows: try rows.map(row))
  }

  private static func row(_ json: [Any]) throws -> Row {
    guard json.count == 3, let text = json[0] as? String, let ranges = json[1] as? [[Int]],
      let replaced = json[2] as? String
    else { throw Malformed() }
    return Row(text: text, ranges: ranges, replaced: replaced)
  }
}
