/// The files of one commit of a model.
public struct HubSnapshot: Hashable, Sendable {
  /// The folder that has the files under their own names.
  public var path: String
  /// The commit that all of them are from.
  public var commit: String
  /// The files, sorted by name.
  public var files: [HubFile]

  /// The file `name`, or nil when the model has none.
  public func file(_ name: String) -> HubFile? { files.first { $0.name == name } }
}

/// What a repository has at a revision.
struct RepositoryListing: Sendable {
  var commit: CommitHash
  /// The names of files that can be in a cache; others are not for us to write.
  var names: [String]
}
