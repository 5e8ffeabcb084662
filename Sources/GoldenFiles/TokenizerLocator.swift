import Foundation
import PureTokenizers

/// Finds the tokenizer.json that a golden file is about.
///
/// Small tokenizers are in `Fixtures/tokenizers`. Real ones belong to others and are looked for
/// in `$PURE_TOKENIZERS_DATA/models`, then where `shared/data/unpack.sh` beside the checkout puts
/// them, then in the Hugging Face cache.
public struct TokenizerLocator: Sendable {
  /// Folders that hold `<name>/tokenizer.json`.
  private let folders: [String]
  /// Every tokenizer.json of the Hugging Face cache.
  private let cached: [String]

  /// Looks where the tokenizers are; `fixtures` is the folder `Fixtures` of the package, and
  /// `folder` is looked at first.
  public init(fixtures: String, folder: String? = nil) {
    folders =
      [folder, "\(fixtures)/tokenizers"].compactMap { $0 }
      + Self.dataFolders(fixtures).map { "\($0)/models" }
    cached = Self.hubFiles()
  }

  /// The bytes of the tokenizer.json that `golden` is about, or nil when it is not here.
  public func tokenizer(for golden: GoldenFile) -> [UInt8]? {
    let named = folders.map { "\($0)/\(golden.tokenizer)/tokenizer.json" }
    for path in named + cached where Self.size(of: path) == golden.byteCount {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      let bytes = [UInt8](data)
      if SHA256.hexadecimal(of: bytes) == golden.sha256 { return bytes }
    }
    return nil
  }

  private static func size(of path: String) -> Int? {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    return try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize
  }

  private static func dataFolders(_ fixtures: String) -> [String] {
    if let folder = ProcessInfo.processInfo.environment["PURE_TOKENIZERS_DATA"] {
      return [folder]
    }
    var above = URL(fileURLWithPath: fixtures).standardizedFileURL
    while above.path.count > 1 {
      above.deleteLastPathComponent()
      let script = above.appendingPathComponent("shared/data/unpack.sh").path
      if FileManager.default.fileExists(atPath: script) {
        return output(of: script).map { [$0] } ?? []
      }
    }
    return []
  }

  /// What the script prints: the folder.
  private static func output(of script: String) -> String? {
    #if os(macOS) || os(Linux)
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [script]
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").last.map(String.init)
    #else
    return nil
    #endif
  }

  private static func hubFiles() -> [String] {
    let environment = ProcessInfo.processInfo.environment
    let home =
      environment["HF_HOME"] ?? "\(environment["HOME"] ?? "")/.cache/huggingface"
    let hub = environment["HF_HUB_CACHE"] ?? "\(home)/hub"
    guard let walk = FileManager.default.enumerator(atPath: hub) else { return [] }
    return walk.compactMap { $0 as? String }
      .filter { $0.contains("/snapshots/") && $0.hasSuffix("/tokenizer.json") }
      .map { "\(hub)/\($0)" }
  }
}
