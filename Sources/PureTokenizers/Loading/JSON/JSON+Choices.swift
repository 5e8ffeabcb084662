extension JSON {
  /// This value as one of the names of an enumeration; upper and lower case count.
  public func choice<Choice>() throws(TokenizerError) -> Choice
  where Choice: CaseIterable & RawRepresentable<String> {
    let name = try stringValue()
    guard let choice = Choice(rawValue: name) else {
      let names = Choice.allCases.map { $0.rawValue }.joined(separator: ", ")
      throw invalid("unknown value \"\(name)\" (one of \(names))")
    }
    return choice
  }

  /// Throws when one of `keys` stands twice. In most objects the last one counts, but not in all.
  func rejectRepeated(_ keys: [String]) throws(TokenizerError) {
    for key in keys {
      var count = 0
      forEachMember { name, _ in if document.equals(name, key) { count += 1 } }
      guard count < 2 else {
        throw .invalidFile(path: path(ofMember: key), problem: "given twice (once)")
      }
    }
  }
}
