/// The long sections of a model, each read in one go while the text of the file is scanned.
///
/// They are nine tenths of a tokenizer.json. Scanning them onto the tape and walking the tape
/// takes two to four times as long as reading them where they stand. What comes out is the same:
/// a section with anything unusual in it, or in error, is scanned onto the tape like all else.
struct ModelSections: Sendable {
  /// How many objects a section lies in: the outermost one and the model.
  static let depth = 2

  /// What kinds there are, by their keys.
  enum Kind {
    case vocabulary, merges

    init?(_ key: ArraySlice<UInt8>) {
      if key.elementsEqual("vocab".utf8) {
        self = .vocabulary
      } else if key.elementsEqual("merges".utf8) {
        self = .merges
      } else {
        return nil
      }
    }
  }

  /// A section and the node that stands for it; `parent` is the object that it is a member of.
  private struct Found<Section: Sendable>: Sendable {
    var section: Section
    var node: JSONNode
    var parent: Int
  }

  private var vocabulary: Found<VocabularySection>?
  private var merges: Found<MergesSection>?
  private var scores: Found<ScoresSection>?
  private var hasTriedVocabulary = false
  private var hasTriedMerges = false
  /// Whether no section is to be read.
  var isClosed = false

  /// Reads the section that begins at `index`; where it ends, or nil when it must be scanned.
  ///
  /// Of each kind only the first is tried, so that no text makes this fail again and again.
  mutating func read(
    _ kind: Kind, of text: [UInt8], at index: Int, parent: Int, node: Int
  ) -> Int? {
    guard !isClosed, isFirst(kind) else { return nil }
    return unsafe text.withUnsafeBufferPointer { bytes in
      guard var cursor = unsafe TextCursor(bytes, at: index) else { return nil }
      let node = JSONNode(index: node)
      switch kind {
      case .vocabulary where text[index] == UInt8(ascii: "["):
        guard let section = ScoresSection(at: &cursor, of: text) else { return nil }
        scores = Found(section: section, node: node, parent: parent)
      case .vocabulary:
        guard let section = VocabularySection(at: &cursor) else { return nil }
        vocabulary = Found(section: section, node: node, parent: parent)
      case .merges:
        guard let vocabulary, vocabulary.parent == parent,
          let section = MergesSection(at: &cursor, tokens: vocabulary.section)
        else { return nil }
        merges = Found(section: section, node: node, parent: parent)
      }
      return cursor.index
    }
  }

  /// Whether `kind` is tried for the first time.
  private mutating func isFirst(_ kind: Kind) -> Bool {
    switch kind {
    case .vocabulary:
      defer { hasTriedVocabulary = true }
      return !hasTriedVocabulary
    case .merges:
      defer { hasTriedMerges = true }
      return !hasTriedMerges
    }
  }

  /// Whether `node` stands for a section that has been read.
  func contains(_ node: JSONNode) -> Bool {
    vocabulary?.node == node || merges?.node == node || scores?.node == node
  }

  /// The vocabulary for which `node` stands.
  func vocabulary(_ node: JSONNode) -> VocabularySection? {
    vocabulary?.node == node ? vocabulary?.section : nil
  }

  /// The tokens and scores for which `node` stands.
  func scores(_ node: JSONNode) -> ScoresSection? {
    scores?.node == node ? scores?.section : nil
  }

  /// The merges for which `node` stands, if they are made of the tokens of `vocabulary`.
  func merges(_ node: JSONNode, of vocabulary: JSONNode) -> MergesSection? {
    merges?.node == node && self.vocabulary?.node == vocabulary ? merges?.section : nil
  }
}
