import Foundation
import PureTokenizers
import PureTokenizersHub

/// How `tokenize cache` writes what the cache has.
enum CacheRecords {
  static func line(of model: CachedModel) -> String {
    let labels = model.references.keys.sorted().joined(separator: ", ")
    return "\(model.model)\t\(size(model.size))\t\(labels.isEmpty ? "-" : labels)"
  }

  static func text(of model: CachedModel) -> String {
    var lines = [
      "model     \(model.model)", "path      \(model.path)", "size      \(size(model.size))",
    ]
    for snapshot in model.snapshots {
      let labels = snapshot.references.isEmpty ? "-" : snapshot.references.joined(separator: ", ")
      lines.append("")
      lines.append("commit    \(snapshot.commit)  \(labels)")
      lines.append(
        "loads     \(snapshot.isComplete ? "offline" : "not offline, files are missing")")
      for file in snapshot.files {
        let etag = file.etag.map { String($0.prefix(12)) } ?? "-"
        lines.append("  \(date(file.modified))  \(etag)  \(size(file.size))\t\(shown(file.name))")
      }
      for name in snapshot.brokenFiles { lines.append("  broken\t\(shown(name))") }
    }
    return lines.joined(separator: "\n")
  }

  static func json(of model: CachedModel) -> String {
    line { json in
      json.field("model", model.model)
      json.field("path", model.path)
      json.field("size", model.size)
      json.array("snapshots") { list in
        for snapshot in model.snapshots { list.objectElement { fields(of: snapshot, in: &$0) } }
      }
    }
  }

  static func json(of removal: CacheRemoval, isDryRun: Bool) -> String {
    line { json in
      json.field("dry_run", isDryRun)
      json.field("freed_bytes", removal.freedBytes)
      json.array("models") { for model in removal.models { $0.element(model) } }
      json.array("paths") { for path in removal.paths { $0.element(path) } }
      json.array("skipped") { for path in removal.skippedPaths { $0.element(path) } }
    }
  }

  /// 1234567 → "1.2 MB"
  static func size(_ bytes: Int) -> String {
    let units = ["kB", "MB", "GB", "TB"]
    var (number, unit) = (Double(bytes) / 1000, 0)
    guard bytes >= 1000 else { return "\(bytes) B" }
    while number >= 1000, unit < units.count - 1 { (number, unit) = (number / 1000, unit + 1) }
    return "\((number * 10).rounded() / 10) \(units[unit])"
  }

  private static func fields(of snapshot: CachedSnapshot, in json: inout JSONWriter) {
    json.field("commit", snapshot.commit)
    json.array("references") { for name in snapshot.references { $0.element(name) } }
    json.field("path", snapshot.path)
    json.field("complete", snapshot.isComplete)
    json.array("files") { list in
      for file in snapshot.files {
        list.objectElement {
          $0.field("name", file.name)
          $0.field("path", file.path)
          $0.field("size", file.size)
          $0.field("modified", date(file.modified))
          $0.field("etag", file.etag)
        }
      }
    }
    json.array("broken") { for name in snapshot.brokenFiles { $0.element(name) } }
  }

  /// A name as a terminal may show it: other programs put files into the cache as well.
  private static func shown(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }

  private static func line(_ body: (inout JSONWriter) -> Void) -> String {
    String(decoding: JSONWriter.line(body).dropLast(), as: UTF8.self)
  }

  private static func date(_ date: Date) -> String {
    date.formatted(.iso8601)
  }
}
