/// A rewrite of a loaded pipeline that makes it faster and changes no result.
///
///     let plain = try Tokenizer(json: bytes, optimizations: [])
///
/// The plain stages are the definition; the tests run every golden file both ways.
public struct Optimization: Sendable {
  /// What the rewrite does, in a few words.
  public let name: String
  private let rewrite: @Sendable (inout Pipeline) -> Void

  /// A rewrite that finds the stages that it can replace, and leaves others alone.
  public init(_ name: String, rewrite: @escaping @Sendable (inout Pipeline) -> Void) {
    self.name = name
    self.rewrite = rewrite
  }

  /// Rewrites `pipeline`.
  func apply(to pipeline: inout Pipeline) { rewrite(&pipeline) }

  /// All that come with the library, in the order in which they are applied.
  public static let all: [Optimization] = [fuseByteLevel, fuseChunks, decodeByTable]
}
