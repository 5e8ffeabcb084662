/// The token that says who asks; it never prints itself.
public struct HubToken: Hashable, Sendable, ExpressibleByStringLiteral {
  enum Source: Hashable, Sendable {
    case environment, none
    case text(String)
  }
  let source: Source

  /// A token from <https://huggingface.co/settings/tokens>.
  public init(_ text: String) { source = .text(text) }
  /// The token that a literal is; keep it out of source code that others can read.
  public init(stringLiteral text: String) { self.init(text) }
  private init(source: Source) { self.source = source }

  /// The token of `HF_TOKEN`, or the one that `hf auth login` stored; none when there is neither.
  public static let fromEnvironment = HubToken(source: .environment)
  /// No token, even when the environment has one.
  public static let none = HubToken(source: .none)

  /// The characters of the token, or nil when there is none.
  func text(in environment: HubEnvironment) -> String? {
    switch source {
    case .environment: environment.token
    case .none: nil
    case .text(let text): Self.cleaned(text)
    }
  }

  /// `text` without line breaks and space around it, or nil when nothing is left.
  static func cleaned(_ text: String) -> String? {
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    var scalars = text.unicodeScalars.filter { $0 != "\r" && $0 != "\n" }[...]
    scalars = scalars.drop(while: isSpace)
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return scalars.isEmpty ? nil : String(String.UnicodeScalarView(scalars))
  }
}

extension HubToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Where the token is from, never the token.
  public var description: String {
    switch source {
    case .environment: "token of the environment"
    case .none: "no token"
    case .text: "<token>"
    }
  }
  /// The same as `description`.
  public var debugDescription: String { description }
  /// Nothing, so that `dump` does not show the token either.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
