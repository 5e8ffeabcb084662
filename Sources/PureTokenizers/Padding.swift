/// How encodings are filled up to a common length.
///
///     Padding(strategy: .fixed(128), id: 0, token: "[PAD]")
public struct Padding: Hashable, Sendable {
  /// What length to fill up to.
  public enum Strategy: Hashable, Sendable {
    /// The longest of the batch; overflow does not count.
    case batchLongest
    /// A length of its own, whatever the batch is.
    case fixed(Int)
  }

  /// The end that padding is added to.
  public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// Padding comes before the tokens.
    case left = "Left"
    /// Padding comes after the tokens.
    case right = "Right"
  }

  /// What length to fill up to.
  public var strategy: Strategy
  /// The end that padding is added to.
  public var direction: Direction
  /// Rounds the length up to a multiple of this; nil or 0 does not.
  public var multiple: Int?
  /// The id of the padding token.
  public var id: TokenID
  /// The type id of the padding token.
  public var typeID: UInt32
  /// The text of the padding token.
  public var token: String

  /// Fills up at the end with `[PAD]`, unless told otherwise.
  public init(
    strategy: Strategy = .batchLongest, direction: Direction = .right, multiple: Int? = nil,
    id: TokenID = 0, typeID: UInt32 = 0, token: String = "[PAD]"
  ) {
    self.strategy = strategy
    self.direction = direction
    self.multiple = multiple
    self.id = id
    self.typeID = typeID
    self.token = token
  }

  /// The length to fill up to when the longest of the batch has `longest` tokens.
  public func length(longest: Int) -> Int {
    var length = longest
    if case .fixed(let fixed) = strategy { length = fixed }
    guard let multiple, multiple > 0, length > 0, length % multiple > 0 else { return length }
    let rounded = length.addingReportingOverflow(multiple - length % multiple)
    return rounded.overflow ? .max : rounded.partialValue
  }
}

extension Padding {
  /// The most tokens that one call adds to all encodings and their overflow.
  public static let maxAddedTokens = 1 << 26
  /// The most tokens that an encoding is filled up to, unless another one of the batch has more.
  public static let maxLength = 1 << 22

  /// Fills up all of `encodings`, and their overflow, to the length that the strategy asks for.
  public func apply(to encodings: inout [Encoding]) throws(TokenizerError) {
    let longest = encodings.reduce(0) { Swift.max($0, $1.count) }
    let length = length(longest: longest)
    let missing = encodings.reduce(0) { Self.sum($0, $1.missingTokens(to: length)) }
    try check(length: length, missing: missing, longest: longest)
    guard missing > 0 else { return }
    for index in encodings.indices { encodings[index].fill(to: length, with: self) }
  }

  /// Throws when filling up to `length` by adding `missing` tokens cannot be meant, where the
  /// longest encoding has `longest` tokens.
  func check(length: Int, missing: Int, longest: Int) throws(TokenizerError) {
    guard length >= 0 else {
      throw .invalidPadding("the length \(length) is negative (0 or more)")
    }
    if let multiple, multiple < 0 {
      throw .invalidPadding("the multiple \(multiple) is negative (0 or more)")
    }
    let isLong = missing > 0 && length > Swift.max(Self.maxLength, longest)
    guard !isLong, missing <= Self.maxAddedTokens else {
      throw .invalidPadding(
        "filling up to \(length) tokens is too much (at most \(Self.maxLength), and "
          + "\(Self.maxAddedTokens) added in all)")
    }
  }

  /// A sum that stops at the largest number.
  static func sum(_ left: Int, _ right: Int) -> Int {
    let sum = left.addingReportingOverflow(right)
    return sum.overflow ? .max : sum.partialValue
  }
}

extension Encoding {
  /// How many tokens this encoding and its overflow lack to have `length` each.
  func missingTokens(to length: Int) -> Int {
    overflowing.reduce(Swift.max(length - count, 0)) {
      Padding.sum($0, $1.missingTokens(to: length))
    }
  }
}
