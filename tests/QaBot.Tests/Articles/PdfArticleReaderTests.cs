using System.Globalization;
using System.Text;
using QaBot.Articles;

namespace QaBot.Tests.Articles;

public sealed class PdfArticleReaderTests : ArticleReaderConformance
{
    protected override ArticleReader Reader { get; } = new PdfArticleReader();

    protected override byte[] Sample()
    {
        Skip.IfNot(
            Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdftotext"))),
            "pdftotext is not installed.");
        return Build("Cities of Italy", "", "Rome is the capital of Italy, and it has been that since the year 1871.", "", "Naples lies by the sea, and it is older than Rome, people say.");
    }

    [SkippableFact]
    public async Task Lines_become_paragraphs_and_the_title_is_found()
    {
        var article = await ReadArticleAsync(Sample());
        Assert.Equal("Cities of Italy", article.Title);
        Assert.Equal([BlockKind.Heading, BlockKind.Paragraph, BlockKind.Paragraph], article.Blocks.Select(block => block.Kind));
        Assert.DoesNotContain('\f', article.Text);
    }

    [Fact]
    public async Task Without_the_program_the_reason_is_named()
    {
        var reading = await new PdfArticleReader("qabot-no-such-program").ReadAsync("a.pdf", Build("Rome"));
        Assert.Equal("qabot-no-such-program is not installed.", reading.Problem);
    }

    [Fact]
    public async Task What_is_no_PDF_is_said_to_be_none() => Assert.Equal("The file is no PDF.", await ReadProblemAsync("plain text"u8.ToArray()));

    /// <summary>A PDF of one page with these lines.</summary>
    private static byte[] Build(params string[] lines)
    {
        var content = "BT /F1 12 Tf 72 720 Td 14 TL " + string.Concat(lines.Select(line => $"({line}) Tj T* ")) + "ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => pdf.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
