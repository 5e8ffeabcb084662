/// Stages inside stages: an object with `"type"` first and the stage's own fields after it.
extension JSONWriter {
  /// Writes the field `key` with a stage, or `null` when there is none.
  public mutating func field(_ key: String, stage: Any?) {
    beginField(key)
    append(stage: stage)
  }

  /// Writes a stage as an element.
  public mutating func element(stage: Any) {
    beginElement()
    append(stage: stage)
  }

  private mutating func append(stage: Any?) {
    guard let stage else { return append("null") }
    guard let stage = stage as? any LoadableStage else {
      problem = .invalidFile(
        path: "\(type(of: stage))", problem: "cannot be saved (a stage that is LoadableStage)")
      return append("null")
    }
    write(stage)
  }

  /// Writes a stage as an object.
  mutating func write(_ stage: any LoadableStage) {
    fields { json in
      json.field("type", type(of: stage).typeName)
      stage.writeFields(to: &json)
    }
  }
}
