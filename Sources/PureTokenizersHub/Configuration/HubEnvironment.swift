import Foundation

/// The variables that set the Hub's defaults, read as Python's `huggingface_hub` reads them.
///
/// An empty variable counts as one that is not set. They are read when a configuration is made,
/// not when the program starts.
struct HubEnvironment: Sendable, CustomReflectable {
  let variables: [String: String]

  init(_ variables: [String: String] = ProcessInfo.processInfo.environment) {
    self.variables = variables
  }

  subscript(name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Nothing: a `dump` must not show the token that one of them holds.
  var customMirror: Mirror { Mirror(self, children: []) }

  /// Whether a switch is on: 1, on, yes or true in any case.
  func isOn(_ name: String) -> Bool {
    ["1", "on", "yes", "true"].contains(self[name]?.lowercased() ?? "")
  }

  /// A number of whole seconds.
  func seconds(_ name: String) -> Duration? {
    self[name].flatMap(Int.init).flatMap { $0 > 0 ? .seconds($0) : nil }
  }

  /// The folder that holds the cache and the token.
  var home: String {
    if let home = self["HF_HOME"] { return expanded(home) }
    if let cache = self["XDG_CACHE_HOME"] { return expanded(cache) + "/huggingface" }
    return systemCacheFolder + "/huggingface"
  }

  /// The folder of the cache.
  var cacheDirectory: String {
    let name = self["HF_HUB_CACHE"] ?? self["HUGGINGFACE_HUB_CACHE"]
    return name.map(expanded) ?? home + "/hub"
  }

  var isOffline: Bool {
    self["HF_HUB_OFFLINE"] != nil ? isOn("HF_HUB_OFFLINE") : isOn("TRANSFORMERS_OFFLINE")
  }

  /// The token of the environment, or the one that `hf auth login` left in a file.
  var token: String? {
    guard !isOn("HF_HUB_DISABLE_IMPLICIT_TOKEN") else { return nil }
    for name in ["HF_TOKEN", "HUGGING_FACE_HUB_TOKEN"] {
      if let token = self[name].flatMap(HubToken.cleaned) { return token }
    }
    let path = self["HF_TOKEN_PATH"].map(expanded) ?? home + "/token"
    guard let bytes = try? FileCalls().contents(of: path, limit: 1 << 16) else { return nil }
    return HubToken.cleaned(String(decoding: bytes, as: UTF8.self))
  }

  /// `~` and `$VARIABLE` replaced, as Python's `expanduser` and `expandvars` do.
  func expanded(_ path: String) -> String {
    var path = path
    if path == "~" || path.hasPrefix("~/") { path = userHome + path.dropFirst() }
    var result = ""
    var rest = path[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...].dropFirst()
      let isBraced = rest.first == "{"
      let start = isBraced ? rest.dropFirst() : rest
      let name = start.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
      let end = start[name.endIndex...]
      guard !name.isEmpty, !isBraced || end.first == "}", let value = self[String(name)] else {
        result += "$"
        continue
      }
      result += value
      rest = isBraced ? end.dropFirst() : end
    }
    return result + rest
  }

  private var userHome: String { self["HOME"] ?? NSHomeDirectory() }

  /// `~/.cache`, also on macOS because Python uses it there; an app's own folder in a sandbox.
  private var systemCacheFolder: String {
    #if os(iOS) || os(tvOS) || os(watchOS) || os(visionOS)
    return NSHomeDirectory() + "/Library/Caches"
    #else
    if self["APP_SANDBOX_CONTAINER_ID"] != nil { return NSHomeDirectory() + "/Library/Caches" }
    return userHome + "/.cache"
    #endif
  }
}
