/// The stages of one kind, and how Hugging Face finds the one that an object means.
///
/// Mostly `type` says it. When `type` is missing or unknown, every stage is tried in order, and
/// the first that can read the object is it: `{"type": "Foo", "prepend": "x"}` is a `Prepend`.
/// Old files depend on this, as do all that say `BertNormalizer`, which is no known name.
struct KnownStages<Stage>: Sendable {
  /// How far the `type` of an object is believed.
  enum Dispatch: Sendable {
    /// A known `type` decides; without one the fields do.
    case byType
    /// A known `type` decides; the fields do only when there is no `type` at all.
    case byTypeIfAny
    /// The fields decide, even against the `type`; those named for a stage may not stand twice.
    case byFields(unique: [String: [String]])
  }

  private let types: [any LoadableStage.Type]
  private let dispatch: Dispatch
  /// The stages that do not look at `type` when they are tried.
  private let untyped: Set<String>
  /// Stages that are known by another name than the one they are saved under.
  private let aliases: [String: String]
  /// A field that shows, when there is no `type`, which stage was meant.
  private let hints: [(field: String, typeName: String)]

  init(
    _ types: [any LoadableStage.Type], dispatch: Dispatch = .byType, untyped: Set<String> = [],
    aliases: [String: String] = [:], hints: [(field: String, typeName: String)] = []
  ) {
    self.types = types
    self.dispatch = dispatch
    self.untyped = untyped
    self.aliases = aliases
    self.hints = hints
  }

  /// Makes the stage that `json` means; `own` are the user's stages.
  func stage(
    from json: JSON, own: [any LoadableStage.Type], loader: StageLoader
  ) throws(TokenizerError) -> Stage {
    try json.expect(.object)
    let names = json.typeNames
    let name = names.last ?? nil
    if names.count == 1, let type = own.last(where: { $0.typeName == name }) ?? type(named: name) {
      return try make(type, json, loader)
    }
    let isUsable = names.count < 2 || acceptsRepeatedTypes
    return try firstThatReads(json, isUsable ? name : nil, own, loader)
  }

  /// Hugging Face's generic reader keeps the last of several `type`s, its special ones refuse.
  private var acceptsRepeatedTypes: Bool {
    if case .byType = dispatch { true } else { false }
  }

  /// The stage that a `type` decides on, without a look at the fields.
  private func type(named name: String?) -> (any LoadableStage.Type)? {
    if case .byFields = dispatch { return nil }
    return types.first { (aliases[$0.typeName] ?? $0.typeName) == name }
  }

  private func firstThatReads(
    _ json: JSON, _ name: String?, _ own: [any LoadableStage.Type], _ loader: StageLoader
  ) throws(TokenizerError) -> Stage {
    let likelyName = name ?? hints.first { json.member($0.field) != nil }?.typeName
    var problem: TokenizerError?
    for type in types where type.typeName == name || reads(type, without: json.member("type")) {
      do throws(TokenizerError) {
        return try make(type, json, loader)
      } catch {
        if type.typeName == likelyName { problem = error }
      }
    }
    throw problem ?? unknownType(in: json, own)
  }

  private func reads(_ type: any LoadableStage.Type, without written: JSON?) -> Bool {
    if case .byTypeIfAny = dispatch, written != nil { return false }
    return untyped.contains(type.typeName)
  }

  private func make(
    _ type: any LoadableStage.Type, _ json: JSON, _ loader: StageLoader
  ) throws(TokenizerError) -> Stage {
    if case .byFields(let unique) = dispatch {
      try json.rejectRepeated(unique[type.typeName] ?? [])
    }
    guard let stage = try type.init(json: json, loader: loader) as? Stage else {
      throw json.invalid("the stage \(type.typeName) is of another kind")
    }
    return stage
  }

  private func unknownType(in json: JSON, _ own: [any LoadableStage.Type]) -> TokenizerError {
    let known = (types + own).map { $0.typeName }.sorted().joined(separator: ", ")
    guard let type = json.member("type") else {
      let path = json.path(ofMember: "type")
      return .invalidFile(path: path, problem: "required, but not present (\(known))")
    }
    guard let name = json.typeNames.last ?? nil else {
      return type.invalid("no name of a stage (\(known))")
    }
    return type.invalid("unknown type \"\(name)\" (\(known))")
  }
}

extension JSON {
  /// Every `type` of a stage, nil standing for what is no string; nearly always there is one.
  fileprivate var typeNames: [String?] {
    var names: [String?] = []
    forEachMember { key, value in
      guard document.equals(key, "type") else { return }
      let name = document.stringIfAny(value).map { document.decoded($0) }
      names.append(name.map { String(decoding: $0, as: UTF8.self) })
    }
    return names
  }
}
