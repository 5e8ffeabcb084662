/// An address of the web, read strictly: what two readers could understand differently is refused.
///
/// Foundation's `URL` has read `file:///etc/x` in a redirect as `http://hub/etc/x`, and takes
/// `http://hub@evil/` for what it is only if one asks it the right question.
struct WebAddress: Hashable, Sendable {
  var scheme: String
  var host: String
  var port: Int
  /// Path and query, beginning with `/`.
  var path: String

  /// Scheme, host and port: who is asked, and may be shown a token.
  struct Origin: Hashable, Sendable {
    var scheme: String
    var host: String
    var port: Int
  }
  var origin: Origin { Origin(scheme: scheme, host: host, port: port) }

  /// Whether the host is this machine, as far as the address tells.
  var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || host == "127.0.0.1"
  }

  var text: String { "\(scheme)://\(authority)\(path)" }

  /// The address without its query, in which signatures are.
  var shown: String { "\(scheme)://\(authority)\(path.prefix { $0 != "?" })" }

  private var authority: String {
    port == Self.ports[scheme] ? host : "\(host):\(port)"
  }

  fileprivate static let ports = ["http": 80, "https": 443]
}

/// Why a text is no address that may be opened.
struct AddressProblem: Error, Hashable {
  var description: String
  init(_ description: String) { self.description = description }
}

extension WebAddress {
  /// Reads an absolute address.
  init(_ text: String) throws(AddressProblem) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      throw AddressProblem("has no scheme")
    }
    scheme = text[..<colon].lowercased()
    guard let standardPort = Self.ports[scheme] else {
      throw AddressProblem("is neither http nor https")
    }
    var rest = text[colon...].dropFirst()
    guard rest.hasPrefix("//") else { throw AddressProblem("has no // after the scheme") }
    rest = rest.dropFirst(2)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    (host, port) = try Self.hostAndPort(authority, standardPort)
    path = try Self.checkedPath(rest[authority.endIndex...])
  }

  /// Reads what a `Location` header says, which may leave out what stays the same.
  func following(_ location: String) throws(AddressProblem) -> WebAddress {
    if location.hasPrefix("//") { return try WebAddress("\(scheme):\(location)") }
    let beforePath = location.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if beforePath.contains(":") { return try WebAddress(location) }
    guard !location.isEmpty else { throw AddressProblem("is empty") }
    var address = self
    let base = path.prefix { $0 != "?" }
    if location.hasPrefix("/") {
      address.path = try Self.checkedPath(location[...])
    } else if location.hasPrefix("?") {
      address.path = try Self.checkedPath("\(base)\(location)"[...])
    } else {
      let folder = base[...(base.lastIndex(of: "/") ?? base.startIndex)]
      address.path = try Self.checkedPath("\(folder)\(location)"[...])
    }
    return address
  }

  /// The same address with `suffix` after its path.
  func appending(_ suffix: String) -> WebAddress {
    var address = self
    while address.path.hasSuffix("/") { address.path.removeLast() }
    address.path += suffix
    return address
  }

  private static func hostAndPort(
    _ authority: Substring, _ standardPort: Int
  ) throws(AddressProblem) -> (String, Int) {
    guard !authority.contains("@") else { throw AddressProblem("has a user's name in it") }
    let hasBrackets = authority.hasPrefix("[")
    let hostEnd =
      hasBrackets
      ? authority.firstIndex(of: "]").map { authority.index(after: $0) }
      : authority.firstIndex(of: ":")
    let host = authority[..<(hostEnd ?? authority.endIndex)].lowercased()
    let isPlain: (UInt8) -> Bool = {
      $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "_")
    }
    let isNumeric: (UInt8) -> Bool = { $0.isHexDigit || $0 == UInt8(ascii: ":") }
    let name = hasBrackets ? host.dropFirst().dropLast() : host[...]
    guard !name.isEmpty, hasBrackets == host.hasSuffix("]"),
      name.utf8.allSatisfy(hasBrackets ? isNumeric : isPlain)
    else { throw AddressProblem("has no proper host") }
    let rest = authority[(hostEnd ?? authority.endIndex)...]
    guard !rest.isEmpty else { return (host, standardPort) }
    guard rest.hasPrefix(":"), rest.dropFirst().utf8.allSatisfy({ $0 &- 48 < 10 }),
      let port = Int(rest.dropFirst()), (1...65535).contains(port)
    else { throw AddressProblem("has no proper port") }
    return (host, port)
  }

  /// Path and query without the fragment; characters that servers send raw are encoded.
  private static func checkedPath(_ text: Substring) throws(AddressProblem) -> String {
    var path = text.hasPrefix("/") ? "" : "/"
    for scalar in text.prefix(while: { $0 != "#" }).unicodeScalars {
      guard scalar.isASCII, scalar.value > 0x20, scalar.value != 0x7F, scalar != "\\" else {
        throw AddressProblem("has a space, a control character or another odd character")
      }
      if "\"<>^`{|}".unicodeScalars.contains(scalar) {
        path += "%" + String(scalar.value, radix: 16, uppercase: true)
      } else {
        path.unicodeScalars.append(scalar)
      }
    }
    guard path.utf8.count <= 16384 else { throw AddressProblem("is longer than 16 KB") }
    return path
  }

  /// `text` as a part of a path: everything is encoded that could mean something there.
  ///
  ///     "refs/pr/1" → "refs%2Fpr%2F1", and with `keeping: "/"` unchanged
  static func encoded(_ text: String, keeping kept: String = "") -> String {
    let plain = Set("-_.~".utf8).union(kept.utf8)
    var result = ""
    for byte in text.utf8 {
      if byte.isASCIILetterOrDigit || plain.contains(byte) {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
