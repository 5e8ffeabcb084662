/// A regular expression in the dialect of tokenizer.json: Oniguruma's default syntax on UTF-8.
///
///     \s+(?!\S)  in "a  b  "  →  " " "  "
///
/// It finds what Hugging Face's engine finds, and in time proportional to the text for every
/// pattern that real tokenizers have. A pattern that cannot be bounded ends in an error on the
/// texts that need too many steps.
public struct RegexPattern: Pattern {
  /// The pattern as it was given.
  public let source: [UInt8]
  private let program: CompiledRegex
  private let steps: Int

  /// Reads a pattern, which takes no more steps in a text than `limits` say.
  public init(
    _ source: [UInt8], limits: TokenizerLimits = TokenizerLimits()
  ) throws(TokenizerError) {
    self.source = source
    steps = limits.patternSteps
    do throws(RegexSyntaxError) {
      program = CompiledRegex(try RegexProgram(parsing: source))
    } catch {
      throw .invalidFile(path: "", problem: error.description)
    }
  }

  /// Reads a pattern.
  public init(_ source: String) throws(TokenizerError) {
    try self.init(Array(source.utf8))
  }

  /// See `Pattern`.
  public func appendMatches(
    in bytes: [UInt8], range: Range<Int>, to matches: inout [Range<Int>]
  ) throws(TokenizerError) {
    var matcher = RegexMatcher(program, bytes, range, steps: steps)
    try appendMatches(of: &matcher, to: &matches)
  }

  /// The matches found while every failure is remembered, for tests.
  func matchesRememberingFailures(
    in bytes: [UInt8], steps: Int = TokenizerLimits().patternSteps
  ) throws(TokenizerError) -> [Range<Int>] {
    var matcher = RegexMatcher(program, bytes, 0..<bytes.count, steps: steps)
    matcher.rememberFailures()
    var matches: [Range<Int>] = []
    try appendMatches(of: &matcher, to: &matches)
    return matches
  }

  private func appendMatches(
    of matcher: inout RegexMatcher, to matches: inout [Range<Int>]
  ) throws(TokenizerError) {
    let bytes = matcher.bytes
    let range = matcher.range
    var place = range.lowerBound
    var lastEnd = -1
    do throws(RegexFailure) {
      while place <= range.upperBound, let match = try matcher.search(from: place) {
        if match.isEmpty && match.upperBound == lastEnd {
          place += place < range.upperBound ? UTF8Scalars.length(lead: bytes[place]) : 1
          continue
        }
        matches.append(match)
        place = match.upperBound
        lastEnd = match.upperBound
      }
    } catch {
      throw .patternTooExpensive(pattern: String(decoding: source, as: UTF8.self))
    }
  }
}

extension RegexProgram {
  init(parsing source: [UInt8]) throws(RegexSyntaxError) {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(source.count)
    for scalar in String(decoding: source, as: UTF8.self).unicodeScalars {
      scalars.append(scalar.value)
    }
    let (tree, hasNames) = try RegexParser.parse(scalars)
    self = try RegexCompiler.compile(tree, hasNames: hasNames)
  }
}

extension RegexSyntaxError {
  var description: String {
    guard let position else { return problem.description }
    return "\(problem.description), at character \(position)"
  }
}
