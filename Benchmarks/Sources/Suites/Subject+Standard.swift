import Foundation

extension Subject {
  /// The rows that comparisons with other libraries have: names, models and texts of a folder
  /// that holds `models/NAME/tokenizer.json` and `corpora/NAME.txt`.
  private static let rows: [(name: String, model: String, corpus: String)] = [
    ("GPT-2, English", "gpt2", "english"),
    ("Llama-3, English", "llama3", "english"),
    ("Llama-3, many languages", "llama3", "multilingual"),
    ("Qwen-3, Chinese", "qwen3", "zh-cn"),
    ("Qwen-3, Japanese", "qwen3", "ja"),
    ("gpt-oss, code", "gpt-oss", "code"),
    ("DeepSeek-V3, code", "deepseek-v3-r1", "code"),
    ("Gemma-3, English", "gemma-3", "english"),
    ("Mistral-7B v0.1, English", "mistral-7b-v0.1", "english"),
    ("Llama-2, code", "llama2", "code"),
    ("BERT uncased, English", "bert-base-uncased", "english"),
    ("T5, English", "t5-small", "english"),
    ("XLM-R, many languages", "xlm-roberta-base", "multilingual"),
  ]

  /// The rows whose files are there and whose name contains `filter`.
  static func standard(in folder: String, matching filter: String) -> [Subject] {
    rows.compactMap { row in
      let subject = Subject(
        name: row.name, tokenizer: "\(folder)/models/\(row.model)/tokenizer.json",
        text: "\(folder)/corpora/\(row.corpus).txt")
      let isThere = [subject.tokenizer, subject.text].allSatisfy(
        FileManager.default.fileExists(atPath:))
      let isWanted = filter.isEmpty || row.name.lowercased().contains(filter.lowercased())
      return isThere && isWanted ? subject : nil
    }
  }

  /// The first bytes of the text.
  func bytes(_ effort: Effort) throws -> [UInt8] {
    let all = [UInt8](try Data(contentsOf: URL(fileURLWithPath: text)))
    return prefix(of: all, megabytes: effort.megabytes)
  }

  /// The text in documents of 4 KB.
  func documents(_ effort: Effort) throws -> [String] {
    try DocumentCut.fourKilobytes.documents(of: bytes(effort)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
