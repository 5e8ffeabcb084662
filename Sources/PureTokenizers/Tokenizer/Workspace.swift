/// What encoding one text needs and the next can use again: the model's scratch and caches.
struct Workspace: Sendable {
  var encoder: any PieceEncoder
  var tokens = TokenBuffer(tracksSpans: false)
}

/// Lends workspaces, so that every thread that encodes at the same time has one of its own.
///
/// At most `limit` are kept when nobody uses them.
struct WorkspacePool: Sendable {
  private let idle = Lock<[Workspace]>([])
  private let limit = 64

  /// Runs `body` with a workspace that nobody else has.
  func withWorkspace<Result>(
    for model: any Model,
    _ body: (inout Workspace) throws(TokenizerError) -> Result
  ) throws(TokenizerError) -> Result {
    var workspace =
      idle.withLock { $0.popLast() } ?? Workspace(encoder: model.makeEncoder())
    defer {
      idle.withLock { [workspace] idle in
        if idle.count < limit { idle.append(workspace) }
      }
    }
    return try body(&workspace)
  }
}
