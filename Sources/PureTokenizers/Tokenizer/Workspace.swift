/// What encoding one text needs and the next can use again: the model's scratch and caches.
struct Workspace: Sendable {
  var encoder: any PieceEncoder
  /// The encoder of a pipeline's detour, once there has been one.
  var detour: (any PieceEncoder)?
  var tokens = TokenBuffer(tracksSpans: false)
  /// The pieces that the tokens were found in.
  var pieces = Pieces(TextBuffer(tracksOrigins: false))
}

/// Lends workspaces, so that every thread that encodes at the same time has one of its own.
///
/// A workspace stays where it is, behind a lock that nobody waits for: the first that is free is
/// taken. Beyond `limit` threads at a time, each call makes its own.
struct WorkspacePool: Sendable {
  private static let limit = 64
  /// The place that is free most often; each has one workspace, or none until it is needed.
  private let first = Lock<[Workspace]>([])
  private let others = (1..<limit).map { _ in Lock<[Workspace]>([]) }

  /// Runs `body` with a workspace that nobody else has, whose encoder is `encoder`.
  func withWorkspace(
    for encoder: @autoclosure () -> any PieceEncoder,
    _ body: (inout Workspace) throws(TokenizerError) -> Void
  ) throws(TokenizerError) {
    func use(_ workspaces: inout [Workspace]) throws(TokenizerError) {
      if workspaces.isEmpty { workspaces.append(Workspace(encoder: encoder())) }
      defer { workspaces[0].pieces.forgetText() }
      try body(&workspaces[0])
    }
    if try first.withLockIfFree(use) { return }
    for place in others where try place.withLockIfFree(use) { return }
    var workspace = Workspace(encoder: encoder())
    try body(&workspace)
  }
}
