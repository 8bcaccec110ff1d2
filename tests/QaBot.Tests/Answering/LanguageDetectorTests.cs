using QaBot.Answering;

namespace QaBot.Tests.Answering;

public class LanguageDetectorTests
{
    [Theory]
    [InlineData("¿Quién fue arrestado en Los Ángeles?", ReplyLanguage.Spanish)]
    [InlineData("cuantas paginas de evidencia publico mexico", ReplyLanguage.Spanish)]
    [InlineData("Según el Washington Post, ¿qué dijo López Obrador?", ReplyLanguage.Spanish)]
    [InlineData("Who is López Obrador?", ReplyLanguage.English)]
    [InlineData("What did El Universal write?", ReplyLanguage.English)]
    [InlineData("AMLO", ReplyLanguage.English)]
    [InlineData("", ReplyLanguage.English)]
    public void A_question_is_answered_in_its_language(string text, ReplyLanguage expected) =>
        Assert.Equal(expected, LanguageDetector.Detect(text));
}
