/// What a removal takes away, or would.
public struct CacheRemoval: Hashable, Sendable {
  /// The models that lose something.
  public var models: [String] = []
  /// What goes: files, links and folders, in the order in which they go.
  public var paths: [String] = []
  /// What that frees, in bytes.
  public var freedBytes = 0
  /// What had to stay because another process is downloading it.
  public var skippedPaths: [String] = []
}

/// How much of a model is removed.
public enum RemovalScope: String, Hashable, Sendable, CaseIterable {
  /// The tokenizer's files. What other programs put there stays: weights, and the `config.json`
  /// that goes with them.
  case tokenizer
  /// All there is of the model, weights included.
  case everything
}

extension HubCache {
  /// Removes a model, or tells what would go.
  ///
  ///     let plan = try hub.cache.remove("bert-base-uncased", dryRun: true)
  ///     print(plan.freedBytes, plan.paths)
  @discardableResult
  public func remove(
    _ model: String, scope: RemovalScope = .tokenizer, dryRun: Bool = false
  ) throws(HubError) -> CacheRemoval {
    try remove([RepositoryID(model)], scope, dryRun)
  }

  /// Removes the models whose names match: `*` stands for any characters, `?` for one.
  @discardableResult
  public func remove(
    matching pattern: String, scope: RemovalScope = .tokenizer, dryRun: Bool = false
  ) throws(HubError) -> CacheRemoval {
    let all = try HubError.cache { () throws(FileFailure) in try repositories() }
    let glob = Glob(pattern)
    return try remove(all.filter { glob.matches($0.description) }, scope, dryRun)
  }

  /// Removes all models.
  @discardableResult
  public func removeAll(
    scope: RemovalScope = .tokenizer, dryRun: Bool = false
  ) throws(HubError) -> CacheRemoval {
    try remove(matching: "*", scope: scope, dryRun: dryRun)
  }

  private func remove(
    _ repositories: [RepositoryID], _ scope: RemovalScope, _ dryRun: Bool
  ) throws(HubError) -> CacheRemoval {
    try HubError.cache { () throws(FileFailure) in
      var removal = CacheRemoval()
      for repository in repositories {
        var plan = try RemovalPlan(folder(of: repository), scope)
        if !dryRun { try plan.carryOut() }
        guard !plan.removal.paths.isEmpty || !plan.removal.skippedPaths.isEmpty else { continue }
        removal.models.append(repository.description)
        removal.paths += plan.removal.paths
        removal.freedBytes += plan.removal.freedBytes
        removal.skippedPaths += plan.removal.skippedPaths
      }
      return removal
    }
  }
}
